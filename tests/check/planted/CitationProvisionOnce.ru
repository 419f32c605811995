INSERT DATA { w:citation iag:citedProvision d:b9 }
