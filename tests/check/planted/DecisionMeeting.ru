INSERT DATA { d:whole iag:adoptedAt d:session }
