package io.tollgate.sale.receipt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * An Ed25519 key that signs offers and receipts.
 *
 * @param id RFC 7638 thumbprint of the public key, base64url
 */
record SigningKey(String id, PrivateKey secret, OctetKeyPairJsonWebKey open) {
    private static final String ED25519 = "Ed25519";
    private static final int SECRET = 48;

    static byte[] fresh(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] secret = pair.getPrivate().getEncoded();
            byte[] open = pair.getPublic().getEncoded();
            if (secret.length != SECRET) {
                throw new IllegalStateException("this Java runtime writes Ed25519 keys in another form");
            }
            byte[] both = Arrays.copyOf(secret, SECRET + open.length);
            System.arraycopy(open, 0, both, SECRET, open.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing in this Java runtime", e);
        }
    }

    /** @param both as {@link #fresh} made it: the secret key in PKCS 8, the public one in X.509 */
    static SigningKey of(byte[] both) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ED25519);
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOf(both, SECRET)));
            PublicKey open =
                    factory.generatePublic(new X509EncodedKeySpec(Arrays.copyOfRange(both, SECRET, both.length)));
            OctetKeyPairJsonWebKey jwk = new OctetKeyPairJsonWebKey(open);
            String id = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
            jwk.setKeyId(id);
            jwk.setAlgorithm(AlgorithmIdentifiers.EDDSA);
            jwk.setUse("sig");
            return new SigningKey(id, secret, jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signing key in the database cannot be read", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
