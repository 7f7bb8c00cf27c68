package io.virga.network.subnetpool;

import io.virga.network.address.Cidr;
import io.virga.network.standard.Owned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// Prefixes from which subnets can be cut without choosing a CIDR.
@Entity
@Table(name = "subnet_pools")
public class SubnetPool extends Owned {

    /// The prefix lengths that subnets of the pool may have.
    public record Lengths(int shortest, int longest, int usual) {}

    @Column(name = "ip_version")
    private int ipVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> prefixes;

    @Column(name = "min_prefixlen")
    private int shortest;

    @Column(name = "max_prefixlen")
    private int longest;

    @Column(name = "default_prefixlen")
    private int usual;

    @Column(name = "default_quota")
    private Long quota;

    private boolean shared;

    @Column(name = "is_default")
    private boolean isDefault;

    protected SubnetPool() {}

    SubnetPool(String projectId, String name, List<Cidr> prefixes, Lengths lengths) {
        super(projectId, name, "");
        ipVersion = prefixes.getFirst().version();
        offer(prefixes);
        fit(lengths);
    }

    public int ipVersion() {
        return ipVersion;
    }

    public List<Cidr> prefixes() {
        return prefixes.stream().map(Cidr::of).toList();
    }

    public Lengths lengths() {
        return new Lengths(shortest, longest, usual);
    }

    boolean shared() {
        return shared;
    }

    void offer(List<Cidr> newPrefixes) {
        prefixes = newPrefixes.stream().map(Cidr::toString).toList();
    }

    void fit(Lengths lengths) {
        shortest = lengths.shortest();
        longest = lengths.longest();
        usual = lengths.usual();
    }

    void share(boolean withAll) {
        shared = withAll;
    }

    void makeDefault(boolean now) {
        isDefault = now;
    }

    void limit(Long newQuota) {
        quota = newQuota;
    }

    public Long quota() {
        return quota;
    }

    @Override
    public Map<String, Object> view() {
        var view = standardView();
        view.put("ip_version", ipVersion);
        view.put("prefixes", prefixes);
        view.put("min_prefixlen", shortest);
        view.put("max_prefixlen", longest);
        view.put("default_prefixlen", usual);
        view.put("default_quota", quota);
        view.put("shared", shared);
        view.put("is_default", isDefault);
        view.put("address_scope_id", null);
        return view;
    }
}
