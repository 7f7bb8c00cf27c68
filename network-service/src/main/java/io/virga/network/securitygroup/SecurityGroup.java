package io.virga.network.securitygroup;

import io.virga.network.standard.Owned;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/// A set of ports and the traffic that they permit. What no rule permits is dropped.
@Entity
@Table(name = "security_groups")
public class SecurityGroup extends Owned {

    static final String DEFAULT = "default";

    private boolean stateful;

    @OneToMany(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @JoinColumn(name = "security_group_id", insertable = false, updatable = false)
    @OrderBy("id")
    private List<SecurityGroupRule> rules = List.of();

    protected SecurityGroup() {}

    public SecurityGroup(String projectId, String name, String description, boolean stateful) {
        super(projectId, name, description);
        this.stateful = stateful;
    }

    public boolean stateful() {
        return stateful;
    }

    public List<SecurityGroupRule> rules() {
        return rules;
    }

    boolean isDefault() {
        return name().equals(DEFAULT);
    }

    void keepState(boolean newStateful) {
        stateful = newStateful;
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("stateful", stateful);
        view.put("shared", false);
        view.put(
                "security_group_rules",
                rules.stream().map(SecurityGroupRule::view).toList());
        return view;
    }
}
