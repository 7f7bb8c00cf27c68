package io.virga.image.session;

import io.virga.image.image.Image;
import io.virga.image.image.ImageStatus;
import io.virga.image.store.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The upload sessions there are, and what has arrived of them.
@ApplicationScoped
class UploadSessions {

    private final Session session;

    UploadSessions(Session session) {
        this.session = session;
    }

    void add(UploadSession upload) {
        session.persist(upload);
    }

    /// The one by which the image's data comes. Empty when it comes in another way, or not.
    Optional<UploadSession> of(Image image) {
        return session.createQuery("""
                        select upload from UploadSession upload join Image image on image.whereabouts.objectKey = upload.key
                        where image.id = :image and image.status = :saving
                        """, UploadSession.class)
                .setParameter("image", image.id().value())
                .setParameter("saving", ImageStatus.SAVING)
                .uniqueResultOptional();
    }

    List<UploadedPart> parts(UploadSession upload) {
        return session.createQuery(
                        "from UploadedPart where key.objectKey = :key order by key.number", UploadedPart.class)
                .setParameter("key", upload.place().key())
                .list();
    }

    /// Instead of what was there under the number.
    void put(UploadedPart part) {
        session.merge(part);
    }

    void remove(UploadSession upload) {
        session.remove(upload);
    }

    /// Forgets those that no image goes on with. Returns where their data went.
    List<Place> removeEnded() {
        return session.createNativeQuery("""
                        delete from upload_sessions where not exists (
                            select 1 from images
                            where images.object_key = upload_sessions.object_key and status = 'SAVING')
                        returning *
                        """, UploadSession.class)
                .getResultStream()
                .map(UploadSession::place)
                .toList();
    }
}
