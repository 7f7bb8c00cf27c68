# S3Proxy: an S3 server on a folder.

start_objects() {
    local jar=$ROOT/deploy/target/objects/s3proxy.jar
    require_artifact "$jar"
    mkdir -p "$VIRGA_HOME/objects"
    write "$ETC/s3proxy.properties" <<SETTINGS
s3proxy.endpoint=http://127.0.0.1:$OBJECTS_PORT
s3proxy.authorization=aws-v4
s3proxy.identity=$(secret objects-access-key)
s3proxy.credential=$(secret objects-secret-key)
s3proxy.v4-max-non-chunked-request-size=134217728
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$VIRGA_HOME/objects
SETTINGS
    alive objects || launch objects "$JAVA" -Xmx96m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
        -XX:ReservedCodeCacheSize=32m -jar "$jar" --properties "$ETC/s3proxy.properties"
    wait_for 60 objects_answer ||
        fail "S3Proxy does not answer on port $OBJECTS_PORT" "Is the port taken by another program?" "$LOG/objects.log"
}

# Without a signature S3Proxy refuses: any HTTP answer means that it is there.
objects_answer() { alive objects && curl -s -o /dev/null -m 5 "http://127.0.0.1:$OBJECTS_PORT/"; }

stop_objects() { stop objects TERM 10; }
