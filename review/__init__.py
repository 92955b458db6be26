"""A dataset → what people look at: pages, lists, scores."""
