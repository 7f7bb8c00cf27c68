# Calls to the cloud's own API. Bodies and tokens travel by standard input and files, never on a command line.

# login USER PROJECT PASSWORD: leaves the request headers in $HEADERS.
login() {
    HEADERS=$RUN/headers.$$
    local answer
    answer=$(mktemp "$RUN/login.XXXXXX")
    jq -n --arg user "$1" --arg project "$2" --rawfile password <(printf %s "$3") '{auth: {
        identity: {methods: ["password"], password: {user: {name: $user, domain: {id: "default"}, password: $password}}},
        scope: {project: {name: $project, domain: {id: "default"}}}}}' |
        curl -sS -m 30 -D "$answer" -o /dev/null -H 'Content-Type: application/json' --data-binary @- "$IDENTITY_URL/v3/auth/tokens"
    (umask 077 && {
        sed -n 's/^[Xx]-[Ss]ubject-[Tt]oken: */X-Auth-Token: /p' "$answer" | tr -d '\r'
        echo 'OpenStack-API-Version: compute 2.1'
    } >"$HEADERS")
    rm -f "$answer"
    grep -q '^X-Auth-Token' "$HEADERS" || fail "$1 cannot log in" "The identity service says why: ./dev logs identity" "$LOG/identity.log"
}

logout() { rm -f "$RUN/headers.$$"; }

# api METHOD URL [JSON]: the answer's body; the step fails with the service's own words when the status is not 2xx.
api() {
    local method=$1 url=$2 body status
    body=$(mktemp "$RUN/answer.XXXXXX")
    if [[ $# -ge 3 ]]; then
        status=$(printf %s "$3" | curl -sS -m 120 -X "$method" -H "@$HEADERS" -H 'Content-Type: application/json' -o "$body" -w '%{http_code}' --data-binary @- "$url") || true
    else
        status=$(curl -sS -m 120 -X "$method" -H "@$HEADERS" -o "$body" -w '%{http_code}' "$url") || true
    fi
    if [[ $status != 2* ]]; then
        echo "$method $url -> $status: $(<"$body")" >"$RUN/refusal"
        rm -f "$body"
        fail "$method $url was answered with $status" "The answer, and the service's log below $LOG:" "$RUN/refusal"
    fi
    cat "$body"
    rm -f "$body"
}

# found URL FILTER: what a jq filter finds in a list, or nothing.
found() { api GET "$1" | jq -r "first($2) // empty"; }
