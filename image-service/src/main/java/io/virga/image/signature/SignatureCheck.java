package io.virga.image.signature;

import io.virga.image.certificate.SigningCertificate;
import io.virga.model.CloudException.Invalid;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.UUID;

/// One signature, held against bytes as they come by. Nothing of them is kept.
public final class SignatureCheck {

    /// The field of a PSS signature that is 1 in all of them: RFC 8017, appendix A.2.3.
    private static final int TRAILER = 1;

    private final UUID certificate;
    private final byte[] signature;
    private final Signature verifier;

    private SignatureCheck(UUID certificate, byte[] signature, Signature verifier) {
        this.certificate = certificate;
        this.signature = signature;
        this.verifier = verifier;
    }

    /// `Invalid` when the certificate's key is of another type than the image says.
    static SignatureCheck of(SignatureClaim claim, SigningCertificate certificate) {
        if (certificate.keyType() != claim.keyType()) {
            throw new Invalid("%s: the key of certificate %s is of type %s, not %s."
                    .formatted(
                            SignatureClaim.KEY_TYPE,
                            certificate.id(),
                            certificate.keyType().word(),
                            claim.keyType().word()));
        }
        try {
            var verifier = verifier(claim, certificate.x509().getPublicKey());
            return new SignatureCheck(certificate.id(), claim.bytes(), verifier);
        } catch (GeneralSecurityException e) {
            throw new Invalid("The key of certificate %s cannot be used with %s."
                    .formatted(certificate.id(), claim.hash().word()));
        }
    }

    private static Signature verifier(SignatureClaim claim, PublicKey key) throws GeneralSecurityException {
        var verifier = switch (claim.keyType()) {
            case RSA_PSS -> pss(claim.hash(), (RSAPublicKey) key);
            case DSA -> Signature.getInstance(claim.hash().plain() + "withDSA");
            case ECC_SECP384R1, ECC_SECP521R1 ->
                Signature.getInstance(claim.hash().plain() + "withECDSA");
        };
        verifier.initVerify(key);
        return verifier;
    }

    // The salt is the longest that fits, as OpenStack's signers make it and its verifiers want it (RFC 8017, 9.1).
    private static Signature pss(HashMethod hash, RSAPublicKey key) throws GeneralSecurityException {
        var encoded = Math.ceilDiv(key.getModulus().bitLength() - 1, Byte.SIZE);
        var salt = encoded - hash.length() - 2;
        var pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec(hash.word(), "MGF1", hash.mask(), salt, TRAILER));
        return pss;
    }

    public void update(byte[] buffer, int offset, int length) {
        try {
            verifier.update(buffer, offset, length);
        } catch (SignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Called once, after the last byte; `sha512` is the digest of the bytes. `Invalid` when the signature is
    /// not of them.
    public Proof verify(String sha512) {
        if (!fits()) {
            throw new Invalid(
                    "Signature verification failed: the image's data was not signed with the key of certificate %s."
                            .formatted(certificate));
        }
        return new Proof(certificate, sha512);
    }

    // A signature that is cut off, or no signature at all, is an exception to some of the JDK's algorithms.
    private boolean fits() {
        try {
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        }
    }
}
