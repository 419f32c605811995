INSERT DATA { w:row5 a csvw:Row ; csvw:rownum 0 }
