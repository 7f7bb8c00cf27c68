package io.virga.identity.policy;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Keeps the policies of other systems.
@ApplicationScoped
public class PolicyService {

    private final Session session;

    PolicyService(Session session) {
        this.session = session;
    }

    @Transactional
    Policy get(String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(Policy.class, known))
                .orElseThrow(() -> new NotFound("policy", id));
    }

    @Transactional
    List<Policy> list(Optional<String> type) {
        return new Where().equal("type", type).list(session, Policy.class, "id");
    }

    @Transactional
    Policy create(PolicyDraft draft) {
        var policy = new Policy(
                Ids.random(), draft.type().orElseThrow(), draft.blob().orElseThrow(), draft.extra());
        session.persist(policy);
        return policy;
    }

    @Transactional
    Policy update(String id, PolicyDraft draft) {
        var policy = get(id);
        policy.change(
                draft.type().orElse(policy.type()),
                draft.blob().orElse(policy.blob()),
                Extra.merged(policy.extra(), draft.extra()));
        return policy;
    }

    @Transactional
    void delete(String id) {
        session.remove(get(id));
    }
}
