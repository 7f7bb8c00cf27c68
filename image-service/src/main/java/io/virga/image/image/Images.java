package io.virga.image.image;

import io.virga.image.protection.PropertyProtections;
import io.virga.image.store.Place;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// The images that exist. Every query that serves a user is bound to what the caller may see.
@ApplicationScoped
public class Images {

    private final Session session;
    private final PropertyProtections protections;

    Images(Session session, PropertyProtections protections) {
        this.session = session;
        this.protections = protections;
    }

    /// `Conflict` when there is, or was, an image with its id.
    void add(Image image) {
        if (session.find(Image.class, image.id().value()) != null) {
            throw new Conflict("Image ID %s already exists!".formatted(image.id()));
        }
        session.persist(image);
        session.flush(); // two may have chosen the same id at the same time
    }

    /// An image that the caller may not see is as good as absent, and so is one whose id is none.
    public Image get(Caller caller, String id) {
        return parse(id)
                .flatMap(this::find)
                .filter(image -> visible(caller, image))
                .orElseThrow(() -> new NotFound("Image", id));
    }

    /// Locked until the transaction ends. `Forbidden` when the caller sees the image but does not own it.
    public Image getToChange(Caller caller, String id) {
        var image = get(caller, id);
        if (!caller.owns(image.owner())) {
            throw new Forbidden("You are not permitted to modify this image.");
        }
        return lock(image.id()).orElseThrow(() -> new NotFound("Image", id));
    }

    public Optional<Image> find(ImageId id) {
        return Optional.ofNullable(session.find(Image.class, id.value())).filter(Images::exists);
    }

    /// Locked until the transaction ends, and as fresh as can be. Empty when it was deleted.
    public Optional<Image> lock(ImageId id) {
        var image = Optional.ofNullable(session.find(Image.class, id.value()));
        image.ifPresent(found -> session.refresh(found, LockModeType.PESSIMISTIC_WRITE));
        return image.filter(Images::exists);
    }

    private static boolean exists(Image image) {
        return image.status() != ImageStatus.DELETED;
    }

    private static Optional<ImageId> parse(String id) {
        try {
            return Optional.of(ImageId.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean visible(Caller caller, Image image) {
        return caller.sees(image.owner())
                || switch (image.description().visibility()) {
                    case PUBLIC, COMMUNITY -> true;
                    case PRIVATE -> false;
                    case SHARED -> isMember(caller, image);
                };
    }

    private boolean isMember(Caller caller, Image image) {
        return caller.projectScope()
                .map(project -> Column.of(
                                session,
                                "select count(*) from image_members where image_id = ?1 and member_id = ?2",
                                Long.class)
                        .setParameter(1, image.id().value())
                        .setParameter(2, project.value())
                        .getSingleResult())
                .filter(count -> count > 0)
                .isPresent();
    }

    /// One image more than asked for when there is a further page.
    List<Image> list(Caller caller, ImageSearch search) {
        var where = ImageFilters.of(caller, search.filters(), protections.readableBy(caller));
        search.marker().ifPresent(marker -> after(where, search, caller, marker));
        var order = search.order().stream().map(SortKey.Order::clause).collect(Collectors.joining(", "));
        var query = session.createNativeQuery(
                "select * from images where " + where.sql() + " order by " + order, Image.class);
        where.bind(query);
        return query.setMaxResults(search.limit() + 1).getResultList();
    }

    private void after(Where where, ImageSearch search, Caller caller, ImageId marker) {
        var last = find(marker)
                .filter(image -> visible(caller, image))
                .orElseThrow(() -> ImageSearch.unknownMarker(marker));
        var alternatives = new ArrayList<String>();
        for (int i = 0; i < search.order().size(); i++) {
            var beyond = new ArrayList<String>();
            for (var same : search.order().subList(0, i)) {
                beyond.add(where.piece(same.same(), same.valueOf(last)));
            }
            var order = search.order().get(i);
            beyond.add(where.piece(order.after(), order.valueOf(last)));
            alternatives.add("(" + String.join(" and ", beyond) + ")");
        }
        where.andAny(alternatives);
    }

    /// Images whose upload has not advanced in time.
    public List<ImageId> overdue(Instant now, int limit) {
        return session.createQuery("from Image where uploadDeadline < :now order by uploadDeadline", Image.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(Image::id)
                .toList();
    }

    /// Those of `places` at which an image has its data, or awaits it.
    public Set<Place> holding(Collection<Place> places) {
        if (places.isEmpty()) {
            return Set.of();
        }
        var ids = places.stream().flatMap(place -> ownerOf(place).stream()).collect(Collectors.toSet());
        var images = session.createQuery("from Image where id in :ids", Image.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Image::id, Function.identity()));
        return places.stream()
                .filter(place -> ownerOf(place)
                        .map(id -> images.get(new ImageId(id)))
                        .filter(image -> image.holds(place))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private static Optional<UUID> ownerOf(Place place) {
        return parse(place.key().split("/", 2)[0]).map(ImageId::value);
    }
}
