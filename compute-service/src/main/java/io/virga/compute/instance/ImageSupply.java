package io.virga.compute.instance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.compute.image.ImageClient;
import io.virga.compute.instance.InstanceState.Settled;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.contract.agent.BootImage;
import io.virga.model.CloudException;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Gives hosts new URLs for the images that their instances run on and have not whole. A host gets one only for an
/// instance of its own, and for that instance's image; what cannot be had now it asks for again.
@ApplicationScoped
class ImageSupply {

    private static final Logger log = Logger.getLogger(ImageSupply.class);

    private final Instances instances;
    private final ImageClient images;
    private final Commands commands;
    private final Clock clock;

    ImageSupply(Instances instances, ImageClient images, Commands commands, Clock clock) {
        this.instances = instances;
        this.images = images;
        this.commands = commands;
        this.clock = clock;
    }

    void answer(ImageWanted wanted) {
        if (find(wanted).isEmpty()) {
            log.warnf("%s wants an image for instance %s: not its business", wanted.host(), wanted.instance());
            return;
        }
        try {
            var image = images.fetchable(wanted.image());
            change(wanted, instance -> send(instance, wanted, image));
        } catch (NotFound e) {
            change(wanted, this::lose);
        } catch (CloudException e) {
            log.infof("instance %s waits for its image: %s", wanted.instance(), e.getMessage());
        }
    }

    private void send(Instance instance, ImageWanted wanted, BootImage image) {
        commands.supply(instance, wanted.host(), image);
    }

    private void lose(Instance instance) {
        if (instance.state() instanceof Settled) {
            var fault = Faults.of(
                    "The image was deleted before the instance's disk was complete.",
                    "image " + instance.image(),
                    clock.instant());
            instance.fail(fault, clock.instant());
        }
    }

    private Optional<Instance> find(ImageWanted wanted) {
        return QuarkusTransaction.requiringNew().call(() -> lock(wanted));
    }

    private void change(ImageWanted wanted, Consumer<Instance> change) {
        QuarkusTransaction.requiringNew().run(() -> lock(wanted).ifPresent(change));
    }

    private Optional<Instance> lock(ImageWanted wanted) {
        return instances
                .lock(wanted.instance())
                .filter(instance -> instance.host().equals(Optional.of(wanted.host())))
                .filter(instance -> instance.image().equals(wanted.image()));
    }
}
