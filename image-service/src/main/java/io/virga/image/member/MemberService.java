package io.virga.image.member;

import io.virga.image.image.Image;
import io.virga.image.image.Images;
import io.virga.image.image.Visibility;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.hibernate.Session;

/// Who an image is shared with: its owner says so, and the member answers. Each method is one transaction.
@ApplicationScoped
class MemberService {

    private static final int MOST_MEMBERS = 128;

    private final Images images;
    private final Session session;
    private final Clock clock;

    MemberService(Images images, Session session, Clock clock) {
        this.images = images;
        this.session = session;
        this.clock = clock;
    }

    @Transactional
    Member add(Caller caller, String imageId, String member) {
        var image = shared(images.getToChange(caller, imageId));
        if (session.find(Member.class, new Member.Key(image.id().value(), member)) != null) {
            throw new Conflict("Project %s is already a member of image %s.".formatted(member, imageId));
        }
        if (ofImage(image).size() >= MOST_MEMBERS) {
            throw new TooLarge("An image has at most %d members.".formatted(MOST_MEMBERS));
        }
        var added = new Member(image.id(), member, clock.instant());
        session.persist(added);
        return added;
    }

    /// The owner sees all members, a member only itself.
    @Transactional
    List<Member> list(Caller caller, String imageId) {
        var image = shared(images.get(caller, imageId));
        return ofImage(image).stream()
                .filter(member -> sees(caller, image, member))
                .toList();
    }

    @Transactional
    Member show(Caller caller, String imageId, String member) {
        return find(caller, shared(images.get(caller, imageId)), member);
    }

    /// Only the member itself answers; the owner cannot push an image into somebody's listing.
    @Transactional
    Member answer(Caller caller, String imageId, String member, MemberStatus status) {
        var found = find(caller, shared(images.get(caller, imageId)), member);
        if (!caller.owns(new ProjectId(found.member()))) {
            throw new Forbidden("Only the member itself may accept or reject an image.");
        }
        found.answer(status, clock.instant());
        return found;
    }

    @Transactional
    void remove(Caller caller, String imageId, String member) {
        var image = shared(images.getToChange(caller, imageId));
        session.remove(find(caller, image, member));
    }

    private Member find(Caller caller, Image image, String member) {
        var found = session.find(Member.class, new Member.Key(image.id().value(), member));
        if (found == null || !sees(caller, image, found)) {
            throw new NotFound("Member", member);
        }
        return found;
    }

    private static boolean sees(Caller caller, Image image, Member member) {
        return caller.sees(image.owner()) || caller.sees(new ProjectId(member.member()));
    }

    private List<Member> ofImage(Image image) {
        return session.createQuery("from Member where key.imageId = :image order by key.memberId", Member.class)
                .setParameter("image", image.id().value())
                .getResultList();
    }

    private static Image shared(Image image) {
        if (image.description().visibility() != Visibility.SHARED) {
            throw new Forbidden("Only shared images have members.");
        }
        return image;
    }
}
