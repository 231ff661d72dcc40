"""Herald's plugins for LocalStack: Lambda in Node processes, and child servers that listen on 127.0.0.1 only."""
