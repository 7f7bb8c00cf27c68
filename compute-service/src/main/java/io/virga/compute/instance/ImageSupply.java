package io.virga.compute.instance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.compute.image.ImageClient;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.model.CloudException;
import io.virga.model.CloudException.NotFound;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Wish> underWay = ConcurrentHashMap.newKeySet();

    private record Wish(HostName host, InstanceId instance, ImageId image) {}

    ImageSupply(Instances instances, ImageClient images, Commands commands) {
        this.instances = instances;
        this.images = images;
        this.commands = commands;
    }

    /// Returns at once: whoever takes the reports of all hosts must not wait for the image service.
    void answer(ImageWanted wanted) {
        var wish = new Wish(wanted.host(), wanted.instance(), wanted.image());
        if (underWay.add(wish)) {
            Thread.ofVirtual().name("supply-" + wanted.instance()).start(() -> {
                try {
                    reply(wanted);
                } catch (RuntimeException e) {
                    log.warnf(e, "instance %s was not supplied; its host asks again", wanted.instance());
                } finally {
                    underWay.remove(wish);
                }
            });
        }
    }

    private void reply(ImageWanted wanted) {
        if (find(wanted).isEmpty()) {
            log.warnf("%s wants an image for instance %s: not its business", wanted.host(), wanted.instance());
            return;
        }
        try {
            var image = images.fetchable(wanted.image());
            change(wanted, instance -> commands.supply(instance, wanted.host(), image));
        } catch (NotFound e) {
            change(wanted, instance -> commands.imageGone(instance, wanted.host()));
        } catch (CloudException e) {
            log.infof("instance %s waits for its image: %s", wanted.instance(), e.getMessage());
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
