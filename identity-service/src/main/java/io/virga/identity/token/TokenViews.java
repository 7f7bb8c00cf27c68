package io.virga.identity.token;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.Timestamps;
import io.virga.identity.catalog.CatalogEntry;
import io.virga.identity.catalog.CatalogService;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Roles;
import io.virga.identity.token.TokenView.Everything;
import io.virga.identity.token.TokenView.Federation;
import io.virga.identity.token.TokenView.Named;
import io.virga.identity.token.TokenView.Whose;
import io.virga.identity.token.TokenView.Within;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Spells out what a token's claims abbreviate: names, role ids, the catalog.
@ApplicationScoped
public class TokenViews {

    private final Users users;
    private final Domains domains;
    private final Projects projects;
    private final Roles roles;
    private final CatalogService catalog;

    TokenViews(Users users, Domains domains, Projects projects, Roles roles, CatalogService catalog) {
        this.users = users;
        this.domains = domains;
        this.projects = projects;
        this.roles = roles;
        this.catalog = catalog;
    }

    @Transactional
    TokenView of(TokenClaims claims, boolean withCatalog) {
        var scoped = claims.projectId() != null || claims.domainId() != null || claims.system() != null;
        return new TokenView(
                claims.methods(),
                whose(claims),
                shown(claims.auditIds()),
                Timestamps.inUtc(claims.issuedAt()),
                Timestamps.inUtc(claims.expiresAt()),
                claims.projectId() == null ? null : false,
                scoped ? roles(claims) : null,
                claims.projectId() == null ? null : project(claims),
                claims.domainId() == null ? null : domain(claims.domainId()),
                claims.system() == null ? null : new Everything(true),
                TokenView.Application.of(claims),
                TokenView.Trust.of(claims),
                scoped && withCatalog ? catalog(claims) : null);
    }

    private Whose whose(TokenClaims claims) {
        var expiry =
                users.find(claims.userId()).flatMap(User::passwordExpiresAt).map(Timestamps::withoutOffset);
        return new Whose(
                claims.userId(),
                claims.userName(),
                domain(claims.userDomainId()),
                expiry.orElse(null),
                Federation.of(claims));
    }

    private List<CatalogEntry> catalog(TokenClaims claims) {
        return catalog.forToken(claims.userId(), Optional.ofNullable(claims.projectId()));
    }

    // Identity v3 shows the token's own id and that of the first one of its chain.
    private static List<String> shown(List<String> chain) {
        return chain.size() < 2 ? chain : List.of(chain.getFirst(), chain.getLast());
    }

    private List<Named> roles(TokenClaims claims) {
        return roles.named(claims.roles()).stream()
                .map(role -> new Named(role.id(), role.name()))
                .toList();
    }

    private Within project(TokenClaims claims) {
        var project = projects.get(claims.projectId());
        return new Within(project.id(), project.name(), domain(project.domainId()));
    }

    private Named domain(String id) {
        var domain = domains.get(id);
        return new Named(domain.id(), domain.name());
    }
}
