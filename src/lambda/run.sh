#!/bin/sh
# What the Lambda Web Adapter starts: the runtime's own Java becomes the server.
# The compiler stops early and begins late, because a call is short and a start is what is waited for: with half a processor
# it takes two fifths of a start away from what it compiles. Performance counters are not read here.
exec java -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5 -XX:-UsePerfData -XX:+UseSerialGC -XX:MaxRAMPercentage=70 -Xlog:disable \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$LAMBDA_TASK_ROOT/tollgate.jar:$LAMBDA_TASK_ROOT/lib/*" io.tollgate.app.lambda.McpFunction
