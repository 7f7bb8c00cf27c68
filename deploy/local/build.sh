# The build: Maven, only when a source is newer than the last build.

SERVICES=(identity-service image-service network-service scheduler compute-service)

find_java() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
        [[ -x $candidate/bin/javac && $("$candidate/bin/java" -version 2>&1) == *'version "25'* ]] || continue
        export JAVA_HOME=$candidate
        JAVA=$candidate/bin/java
        return
    done
    die "no JDK 25 found" "Install one (for example Temurin 25) below /usr/lib/jvm, or set JAVA_HOME to it."
}

artifacts() {
    local module
    for module in "${SERVICES[@]}" compute-agent; do echo "$ROOT/$module/target/quarkus-app/quarkus-run.jar"; done
    echo "$ROOT/deploy/target/objects/s3proxy.jar"
}

out_of_date() {
    local artifact
    for artifact in $(artifacts); do [[ -f $artifact ]] || return 0; done
    [[ -f $ROOT/target/dev-built ]] || return 0
    [[ -n $(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/common/*/pom.xml "$ROOT"/*/src "$ROOT"/common/*/src \
        -newer "$ROOT/target/dev-built" -type f -not -path '*/src/test/*' -not -path "$ROOT/system-tests/*" -print -quit) ]]
}

build() {
    out_of_date || return 0
    command -v mvn >/dev/null || fail "Maven is not installed" "apt-get install maven"
    mkdir -p "$ROOT/target"
    touch "$ROOT/target/dev-building"
    (cd "$ROOT" && mvn -B -ntp -DskipTests package -pl '!system-tests') >"$LOG/build.log" 2>&1 || build_failed
    mv "$ROOT/target/dev-building" "$ROOT/target/dev-built"
}

# Maven's last lines say how to run Maven; what is wrong stands before them.
build_failed() {
    grep -m 12 '^\[ERROR\]' "$LOG/build.log" >"$LOG/build-errors.log" || cp "$LOG/build.log" "$LOG/build-errors.log"
    fail "the build failed" "Maven's own words are in $LOG/build.log" "$LOG/build-errors.log"
}

require_artifact() {
    [[ -f $1 ]] || fail "$1 is missing" "It is built by: mvn -DskipTests package (./dev up does so unless --no-build is given)."
}
