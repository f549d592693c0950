"""Terms: their editions, the working days they are counted in, the count with its working."""
