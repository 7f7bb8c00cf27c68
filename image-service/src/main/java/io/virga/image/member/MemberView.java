package io.virga.image.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.image.ImageView;
import java.util.List;

/// A member as the image API shows it.
record MemberView(
        @JsonProperty("image_id") String imageId,
        @JsonProperty("member_id") String memberId,
        String status,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        String schema) {

    record Page(List<MemberView> members, String schema) {}

    static MemberView of(Member member) {
        return new MemberView(
                member.image().toString(),
                member.member(),
                member.status(),
                ImageView.time(member.createdAt()),
                ImageView.time(member.updatedAt()),
                "/v2/schemas/member");
    }

    static Page page(List<Member> members) {
        return new Page(members.stream().map(MemberView::of).toList(), "/v2/schemas/members");
    }
}
