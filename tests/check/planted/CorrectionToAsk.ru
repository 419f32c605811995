INSERT DATA { w:task iag:correctionToAsk w:correction }
