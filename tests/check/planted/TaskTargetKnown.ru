INSERT DATA { w:other iag:namesTarget kmgbf:target_24 }
