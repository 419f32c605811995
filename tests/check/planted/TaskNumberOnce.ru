INSERT DATA { w:part iag:printedNumber "(b)" }
