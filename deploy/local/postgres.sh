# PostgreSQL: Debian's own, one private cluster, one database and one role per service.

DATABASES=(identity image network scheduler compute)

postgres_bin() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

# PostgreSQL refuses to run as root: then it runs as the user that Debian's package makes.
postgres_user() { ! is_root || echo setpriv --reuid=postgres --regid=postgres --clear-groups; }

start_postgres() {
    local bin data=$VIRGA_HOME/postgres sockets=$RUN/postgres
    bin=$(postgres_bin)
    [[ -n $bin ]] || fail "PostgreSQL is not installed" "apt-get install postgresql"
    mkdir -p "$sockets" "$data"
    chmod 0700 "$data"
    chmod 0711 "$sockets"
    if is_root; then chown postgres: "$sockets" "$data"; fi
    [[ -f $data/PG_VERSION ]] || make_cluster "$bin" "$data"
    wait_for 60 postgres_started ||
        fail "PostgreSQL does not answer on port $POSTGRES_PORT" "Is the port taken by another program?" "$LOG/postgres.log"
    make_databases
}

# After a kill its workers end a moment later, and until then a new one gives up: so it is asked again.
postgres_started() {
    if ! alive postgres; then
        # shellcheck disable=SC2046
        launch postgres $(postgres_user) "$(postgres_bin)/postgres" -D "$VIRGA_HOME/postgres" -p "$POSTGRES_PORT" -k "$RUN/postgres"
        sleep 0.3
    fi
    postgres_answers
}

postgres_answers() { alive postgres && "$(postgres_bin)/pg_isready" -q -h 127.0.0.1 -p "$POSTGRES_PORT"; }

make_cluster() {
    local bin=$1 data=$2 password=$RUN/postgres/password
    (umask 077 && secret postgres >"$password")
    if is_root; then chown postgres: "$password"; fi
    # shellcheck disable=SC2046
    (cd / && $(postgres_user) "$bin/initdb" -D "$data" -U postgres -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile="$password")
    rm -f "$password"
    cat >>"$data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
max_connections = 120
shared_buffers = 32MB
work_mem = 2MB
maintenance_work_mem = 16MB
max_wal_size = 256MB
log_min_duration_statement = 2000
SETTINGS
}

as_superuser() { PGPASSWORD=$(secret postgres) psql -qtAX -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$POSTGRES_PORT" -U postgres "$@"; }

make_databases() {
    local name present
    present=" $(as_superuser -d postgres -c "select string_agg(datname, ' ') from pg_database") "
    for name in "${DATABASES[@]}"; do
        [[ $present != *" $name "* ]] || continue
        as_superuser -d postgres <<SQL
select 'create role $name login' where not exists (select from pg_roles where rolname = '$name') \gexec
alter role $name password '$(secret "database-$name")';
create database $name owner $name;
revoke all on database $name from public;
SQL
    done
}

# SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
stop_postgres() { stop postgres INT 30; }
