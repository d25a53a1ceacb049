#!/bin/sh
# What the Lambda Web Adapter starts: the runtime's own Java becomes the server.
# The compiler stops early, because a call is short and a start is what is waited for.
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxRAMPercentage=70 -Xlog:disable \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$LAMBDA_TASK_ROOT/tollgate.jar:$LAMBDA_TASK_ROOT/lib/*" io.tollgate.lambda.McpFunction
