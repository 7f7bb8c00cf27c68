package io.virga.identity.policy;

import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;

/// Which policy is for what; there is one for each thing at most.
@ApplicationScoped
class PolicyAssociations {

    private static final String SAME = """
            endpoint_id is not distinct from cast(:endpoint as varchar)
            and service_id is not distinct from cast(:service as varchar)
            and region_id is not distinct from cast(:region as varchar)
            """;

    private final Session session;

    PolicyAssociations(Session session) {
        this.session = session;
    }

    /// Takes the place of the policy that it was, if there was one.
    void put(String policyId, PolicyAssociation what) {
        var query = session.createNativeMutationQuery("""
                insert into policy_associations (policy_id, endpoint_id, service_id, region_id)
                values (:policy, cast(:endpoint as varchar), cast(:service as varchar), cast(:region as varchar))
                on conflict (endpoint_id, service_id, region_id) do update set policy_id = excluded.policy_id
                """).setParameter("policy", policyId);
        bind(query, what);
        query.executeUpdate();
    }

    void remove(String policyId, PolicyAssociation what) {
        var query = session.createNativeMutationQuery(
                        "delete from policy_associations where policy_id = :policy and " + SAME)
                .setParameter("policy", policyId);
        bind(query, what);
        query.executeUpdate();
    }

    Optional<String> policyOf(PolicyAssociation what) {
        var query = Column.of(session, "select policy_id from policy_associations where " + SAME, String.class);
        bind(query, what);
        return query.uniqueResultOptional();
    }

    /// The ids of the endpoints that the policy is for, in whichever way.
    List<String> endpoints(String policyId) {
        return Column.of(session, """
                with recursive reach as (
                    select id as association, region_id from policy_associations
                    where policy_id = :policy and region_id is not null
                    union
                    select b.association, r.id from reach b join regions r on r.parent_region_id = b.region_id)
                select e.id from endpoints e
                where exists (
                    select 1 from policy_associations a
                    where a.policy_id = :policy
                    and (a.endpoint_id = e.id
                        or a.service_id = e.service_id
                            and (a.region_id is null
                                or exists (
                                    select 1 from reach b
                                    where b.association = a.id and b.region_id = e.region_id))))
                """, String.class)
                .setParameter("policy", policyId)
                .list();
    }

    private static void bind(CommonQueryContract query, PolicyAssociation what) {
        query.setParameter("endpoint", what.endpointId(), String.class);
        query.setParameter("service", what.serviceId(), String.class);
        query.setParameter("region", what.regionId(), String.class);
    }
}
