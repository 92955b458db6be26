"""Reports → comparable values and tables: numbers, units, periods, indicators, year over year."""
