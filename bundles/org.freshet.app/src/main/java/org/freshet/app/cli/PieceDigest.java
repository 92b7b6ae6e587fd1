package org.freshet.app.cli;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.MerkleTree;
import org.freshet.metainfo.Metainfo;

/** The hash of one piece, fed in chunks of any length: SHA-1 (BEP 3), or the root of SHA-256 leaves (BEP 52). */
abstract class PieceDigest {

    /** What verifies a piece of a torrent; SHA-1 where it has a choice, which needs no tree. */
    static PieceDigest of(Metainfo torrent, int piece) {
        return torrent.infoHashes().v1() != null ? new Sha1()
                : new Tree(torrent.layout().blockCount(piece), torrent.pieceLeaves(piece));
    }

    abstract void update(byte[] bytes, int length);

    /** 20 or 32 bytes. */
    abstract byte[] finish();

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer " + algorithm, e);
        }
    }

    private static final class Sha1 extends PieceDigest {
        private final MessageDigest sha1 = digest("SHA-1");

        @Override
        void update(byte[] bytes, int length) {
            sha1.update(bytes, 0, length);
        }

        @Override
        byte[] finish() {
            return sha1.digest();
        }
    }

    private static final class Tree extends PieceDigest {
        private final MessageDigest sha256 = digest("SHA-256");
        private final byte[] leaves;
        private final int width;
        private int leaf;
        private int filled;

        Tree(int blocks, int width) {
            this.leaves = new byte[blocks * MerkleTree.HASH];
            this.width = width;
        }

        @Override
        void update(byte[] bytes, int length) {
            for (int done = 0; done < length;) {
                int count = Math.min(length - done, Layout.BLOCK - filled);
                sha256.update(bytes, done, count);
                done += count;
                filled += count;
                if (filled == Layout.BLOCK) {
                    finishLeaf();
                }
            }
        }

        private void finishLeaf() {
            try {
                sha256.digest(leaves, leaf * MerkleTree.HASH, MerkleTree.HASH);
            } catch (DigestException e) {
                throw new IllegalStateException("SHA-256 gave no " + MerkleTree.HASH + " bytes", e);
            }
            leaf++;
            filled = 0;
        }

        @Override
        byte[] finish() {
            if (filled > 0) {
                finishLeaf();
            }
            return MerkleTree.root(leaves, width, MerkleTree.padding(1));
        }
    }
}
