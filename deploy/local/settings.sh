# Where everything lives and listens. Sourced by `dev`; two clouds differ in VIRGA_HOME and VIRGA_PORT_OFFSET only.

VIRGA_HOME=${VIRGA_HOME:-/var/lib/virga}
VIRGA_PORT_OFFSET=${VIRGA_PORT_OFFSET:-0}
VIRGA_BIND=${VIRGA_BIND:-127.0.0.1}

[[ $VIRGA_HOME == /?* && $VIRGA_HOME != *[[:space:]]* ]] || die "VIRGA_HOME must be an absolute path without spaces, not '$VIRGA_HOME'"
[[ $VIRGA_PORT_OFFSET =~ ^[0-9]+$ && $VIRGA_PORT_OFFSET -le 20000 ]] || die "VIRGA_PORT_OFFSET must be a number from 0 to 20000, not '$VIRGA_PORT_OFFSET'"
VIRGA_HOME=${VIRGA_HOME%/}

ETC=$VIRGA_HOME/etc
RUN=$VIRGA_HOME/run
LOG=$VIRGA_HOME/log
HOST=$(hostname -s)

port() { echo $(($1 + VIRGA_PORT_OFFSET)); }
IDENTITY_PORT=$(port 5000)
IMAGE_PORT=$(port 9292)
COMPUTE_PORT=$(port 8774)
NETWORK_PORT=$(port 9696)
PLACEMENT_PORT=$(port 8778)
AGENT_PORT=$(port 8790)
POSTGRES_PORT=$(port 15432)
BROKER_PORT=$(port 15672)
OBJECTS_PORT=$(port 19000)

# The address that clients are told: the one we listen on, or this machine's first one when we listen on all.
PUBLIC_ADDRESS=$VIRGA_BIND
[[ $VIRGA_BIND != 0.0.0.0 ]] || PUBLIC_ADDRESS=$(hostname -I | cut -d' ' -f1)
IDENTITY_URL=http://$PUBLIC_ADDRESS:$IDENTITY_PORT
IMAGE_URL=http://$PUBLIC_ADDRESS:$IMAGE_PORT
COMPUTE_URL=http://$PUBLIC_ADDRESS:$COMPUTE_PORT
NETWORK_URL=http://$PUBLIC_ADDRESS:$NETWORK_PORT
PLACEMENT_URL=http://$PUBLIC_ADDRESS:$PLACEMENT_PORT

SUFFIX=$VIRGA_PORT_OFFSET
[[ $SUFFIX != 0 ]] || SUFFIX=
INTEGRATION_BRIDGE=br-int$SUFFIX
EXTERNAL_BRIDGE=br-ex$SUFFIX
EXTERNAL_PREFIX=172.24.$((4 + VIRGA_PORT_OFFSET / 100))
EXTERNAL_CIDR=$EXTERNAL_PREFIX.0/24
EXTERNAL_GATEWAY=$EXTERNAL_PREFIX.1

LIBVIRT_SOCKET=$VIRGA_HOME/libvirt/run/libvirt-sock
LIBVIRT_URI="qemu+unix:///system?socket=$LIBVIRT_SOCKET"
