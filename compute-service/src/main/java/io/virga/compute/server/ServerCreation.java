package io.virga.compute.server;

import io.virga.compute.flavor.Flavor;
import io.virga.compute.flavor.FlavorService;
import io.virga.compute.host.HostService;
import io.virga.compute.host.HostService.Seen;
import io.virga.compute.image.Image;
import io.virga.compute.image.ImageClient;
import io.virga.compute.instance.Instance;
import io.virga.compute.instance.InstanceService;
import io.virga.compute.instance.InstanceSpec;
import io.virga.compute.instance.InstanceSpec.FlavorCopy;
import io.virga.compute.instance.NewInstance;
import io.virga.compute.instance.Requester;
import io.virga.compute.keypair.Keypair;
import io.virga.compute.keypair.KeypairService;
import io.virga.compute.peer.Behalf;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.Unavailable;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From what a user asks for to instances: looks everything up that the request names, each in the user's name, and
/// only then takes quota and begins. Nothing that it finds out is trusted for longer than the request.
@ApplicationScoped
class ServerCreation {

    private final FlavorService flavors;
    private final KeypairService keypairs;
    private final HostService hosts;
    private final ImageClient images;
    private final NetworkChoice networks;
    private final InstanceService instances;

    ServerCreation(
            FlavorService flavors,
            KeypairService keypairs,
            HostService hosts,
            ImageClient images,
            NetworkChoice networks,
            InstanceService instances) {
        this.flavors = flavors;
        this.keypairs = keypairs;
        this.hosts = hosts;
        this.images = images;
        this.networks = networks;
        this.instances = instances;
    }

    /// Where the user wants to be; null for anywhere.
    private record Place(String zone, String host) {}

    List<Instance> create(Requester requester, CreateServerRequest request, String password, String reservation) {
        var behalf = Behalf.of(requester.caller());
        var flavor = flavor(requester.caller(), request);
        var keypair = request.keyName().map(name -> keypair(requester.caller(), name));
        var place = place(requester.caller(), request.zone());
        var image = image(behalf, request);
        checkSize(flavor, image);
        var nics = networks.nics(behalf, request.nics());
        var groups = networks.groups(behalf, request.securityGroups());
        var wanted = new ArrayList<NewInstance>();
        for (var index = 0; index < request.most(); index++) {
            var name = request.most() == 1 ? request.name() : request.name() + "-" + (index + 1);
            var spec = new InstanceSpec(
                    flavor,
                    keypair.map(Keypair::name).orElse(null),
                    keypair.map(Keypair::publicKey).orElse(null),
                    request.userData().orElse(null),
                    request.configDrive(),
                    place.zone(),
                    place.host(),
                    nics,
                    groups,
                    request.securityGroups().isEmpty() ? List.of("default") : request.securityGroups(),
                    request.diskConfig(),
                    hostname(name, index),
                    reservation,
                    index,
                    image.bootsLazily() || flavor.bootsLazily(),
                    request.rootTag().orElse(null));
            wanted.add(instance(request, name, spec, password));
        }
        return instances.create(requester, wanted, request.least());
    }

    private static NewInstance instance(CreateServerRequest request, String name, InstanceSpec spec, String password) {
        return new NewInstance(
                InstanceId.random(),
                name,
                request.description().orElse(null),
                request.image(),
                spec,
                password,
                request.metadata(),
                request.accessIpv4(),
                request.accessIpv6());
    }

    private FlavorCopy flavor(Caller caller, CreateServerRequest request) {
        try {
            return copy(flavors.get(caller, request.flavor()));
        } catch (NotFound _) {
            throw new Invalid("Flavor %s could not be found.".formatted(request.flavor()));
        }
    }

    private static FlavorCopy copy(Flavor flavor) {
        if (flavor.ephemeral() > 0 || flavor.swap() > 0) {
            throw new Invalid(
                    "Flavor %s has an ephemeral or swap disk, which this cloud does not have.".formatted(flavor.id()));
        }
        return new FlavorCopy(
                flavor.id(),
                flavor.name(),
                flavor.vcpus(),
                flavor.ram(),
                flavor.disk(),
                flavor.ephemeral(),
                flavor.swap(),
                flavor.extraSpecs());
    }

    private Keypair keypair(Caller caller, String name) {
        return keypairs.find(caller.user().value(), name).orElseThrow(() -> new Invalid("Invalid key_name provided."));
    }

    private Image image(Behalf behalf, CreateServerRequest request) {
        var image = images.find(behalf, request.image())
                .orElseThrow(() -> new Invalid("Image %s could not be found.".formatted(request.image())));
        if (!image.isActive()) {
            throw new Invalid("Image %s is not active.".formatted(image.id()));
        }
        if (image.size() == 0) {
            throw new Invalid("Image %s is empty: no machine can boot from it.".formatted(image.id()));
        }
        if (!image.isBootable()) {
            throw new Invalid(
                    "Image %s (%s, %s) cannot be booted: import it once more and let it be converted to qcow2."
                            .formatted(image.id(), image.container(), image.diskFormat()));
        }
        requireGiven(behalf, image);
        return image;
    }

    // A refusal is better heard now than found in a fault later.
    private void requireGiven(Behalf behalf, Image image) {
        try {
            images.bootable(behalf, image.id());
        } catch (Unavailable e) {
            return; // the launch asks again, and waits
        }
    }

    private static void checkSize(FlavorCopy flavor, Image image) {
        if (image.minRam() > flavor.ram()) {
            throw new Invalid("Flavor's memory is too small for requested image: it needs %d MiB, the flavor has %d."
                    .formatted(image.minRam(), flavor.ram()));
        }
        if (flavor.disk() > 0 && image.diskNeeded() > flavor.disk()) {
            throw new Invalid("Flavor's disk is too small for requested image: it needs %d GiB, the flavor has %d."
                    .formatted(image.diskNeeded(), flavor.disk()));
        }
    }

    // `zone:host` is for administrators; tenants may not learn or choose hosts.
    private Place place(Caller caller, Optional<String> asked) {
        if (asked.isEmpty()) {
            return new Place(null, null);
        }
        var parts = asked.get().split(":", -1);
        if (parts.length > 1 && !caller.isAdmin()) {
            throw new Forbidden("Policy doesn't allow os_compute_api:servers:create:forced_host to be performed: it"
                    + " needs the role 'admin'.");
        }
        var zone = parts[0].isEmpty() ? null : parts[0];
        var host = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : null;
        var all = hosts.all();
        if (zone != null && all.stream().noneMatch(seen -> zoneOf(seen).equals(zone))) {
            throw new Invalid("The requested availability zone is not available");
        }
        if (host != null && all.stream().noneMatch(seen -> nameOf(seen).equals(host))) {
            throw new Invalid("Compute host %s could not be found.".formatted(host));
        }
        return new Place(zone, host);
    }

    private static String zoneOf(Seen seen) {
        return seen.host().availabilityZone();
    }

    private static String nameOf(Seen seen) {
        return seen.host().name().value();
    }

    /// The name made into one that a guest can be called by.
    private static String hostname(String name, int index) {
        var plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[ _]", "-")
                .replaceAll("[^a-z0-9.-]", "")
                .replaceAll("^[.-]+|[.-]+$", "");
        if (plain.isEmpty()) {
            return "server-" + (index + 1);
        }
        return plain.length() > 63 ? plain.substring(0, 63).replaceAll("[.-]+$", "") : plain;
    }
}
