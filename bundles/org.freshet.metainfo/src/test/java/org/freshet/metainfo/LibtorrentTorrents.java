package org.freshet.metainfo;

import java.util.Base64;

/**
 * Torrents that libtorrent 2.0.8 made, so that not only our own idea of the formats is tested. All are of a folder "tree" with
 * the files "a" (40,000 bytes), "empty" and "sub/b" (5 bytes), in pieces of 16 KiB; byte i of each file is
 * {@code i * 7 + (i >> 8)}.
 */
enum LibtorrentTorrents {
    V1("2b34678084562bc4baf60f7a25d5ba24421afb93",
            null, """
            ZDQ6aW5mb2Q1OmZpbGVzbGQ2Omxlbmd0aGkwZTQ6cGF0aGw1OmVtcHR5ZWVkNjpsZW5ndGhpNWU0OnBhdGhsMzpzdWIxOmJlZWQ2Omxlbmd0aG
            k0MDAwMGU0OnBhdGhsMTphZWVlNDpuYW1lNDp0cmVlMTI6cGllY2UgbGVuZ3RoaTE2Mzg0ZTY6cGllY2VzNjA6kDZrZst9d3pYZVEJHWJsSOjZ
            Mf/yyJmOsgeT4pSn3faXL1p0KwrnYBgG+37h35sjGztQbyUNPjtWRIdSZWU=
            """),
    V2(null,
            "395e0c89654908b07a339172ff78044d8fae22ef83524345f490ddf907d9fc8f", """
            ZDQ6aW5mb2Q5OmZpbGUgdHJlZWQxOmFkMDpkNjpsZW5ndGhpNDAwMDBlMTE6cGllY2VzIHJvb3QzMjrd5rWqmPzXsGvRWF3LzT/PoG+C+aKxDD
            PE55keFE/GsGVlNTplbXB0eWQwOmQ2Omxlbmd0aGkwZWVlMzpzdWJkMTpiZDA6ZDY6bGVuZ3RoaTVlMTE6cGllY2VzIHJvb3QzMjomqMy3NxHS
            WMIw7EMh2PaSLNBRsrgDwDC0zwTeBDCZtmVlZWUxMjptZXRhIHZlcnNpb25pMmU0Om5hbWU0OnRyZWUxMjpwaWVjZSBsZW5ndGhpMTYzODRlZT
            EyOnBpZWNlIGxheWVyc2QzMjrd5rWqmPzXsGvRWF3LzT/PoG+C+aKxDDPE55keFE/GsDk2OlJSq66Sg2yqEi+NbAeKokh9wysX4bIEp8wCKAn6
            68GSXzhYxp2F3SXHQpO13YhuO7hAejTrPjmeL6c8yIlTguH1YRTndSkqvtLGow2xZ16K+WLJsyQwlc3WTQXTjCYWlGVl
            """),
    HYBRID("df455579b25dcdb07f730a5886cba1bcc907faf2",
            "70ce861b5650a584ec43e08988669b7acf9ae2e6d90effd4a86dc63e68eb4930", """
            ZDQ6aW5mb2Q5OmZpbGUgdHJlZWQxOmFkMDpkNjpsZW5ndGhpNDAwMDBlMTE6cGllY2VzIHJvb3QzMjrd5rWqmPzXsGvRWF3LzT/PoG+C+aKxDD
            PE55keFE/GsGVlNTplbXB0eWQwOmQ2Omxlbmd0aGkwZWVlMzpzdWJkMTpiZDA6ZDY6bGVuZ3RoaTVlMTE6cGllY2VzIHJvb3QzMjomqMy3NxHS
            WMIw7EMh2PaSLNBRsrgDwDC0zwTeBDCZtmVlZWU1OmZpbGVzbGQ2Omxlbmd0aGk0MDAwMGU0OnBhdGhsMTphZWVkNDphdHRyMTpwNjpsZW5ndG
            hpOTE1MmU0OnBhdGhsNDoucGFkNDo5MTUyZWVkNjpsZW5ndGhpMGU0OnBhdGhsNTplbXB0eWVlZDY6bGVuZ3RoaTVlNDpwYXRobDM6c3ViMTpi
            ZWVkNDphdHRyMTpwNjpsZW5ndGhpMTYzNzllNDpwYXRobDQ6LnBhZDU6MTYzNzllZWUxMjptZXRhIHZlcnNpb25pMmU0Om5hbWU0OnRyZWUxMj
            pwaWVjZSBsZW5ndGhpMTYzODRlNjpwaWVjZXM4MDqQwTQwL8LcSrhWD4w2C0ETDi2cB7yAInh+Uyd0/HLJ+JkrXYmSF+qSCLKEz9a7sLZUFX8U
            LCVsGungvi4oeco2j2P9mMm/IZcDhY/aAU7RgWUxMjpwaWVjZSBsYXllcnNkMzI63ea1qpj817Br0Vhdy80/z6BvgvmisQwzxOeZHhRPxrA5Nj
            pSUquukoNsqhIvjWwHiqJIfcMrF+GyBKfMAigJ+uvBkl84WMadhd0lx0KTtd2Ibju4QHo06z45ni+nPMiJU4Lh9WEU53UpKr7SxqMNsWdeivli
            ybMkMJXN1k0F04wmFpRlZQ==
            """);

    final String infoHashV1;
    final String infoHashV2;
    private final String base64;

    LibtorrentTorrents(String infoHashV1, String infoHashV2, String base64) {
        this.infoHashV1 = infoHashV1;
        this.infoHashV2 = infoHashV2;
        this.base64 = base64;
    }

    byte[] torrentFile() {
        return Base64.getMimeDecoder().decode(base64);
    }

    /** The content of one of the files. */
    static byte[] content(String path) {
        int length = switch (path) {
            case "a" -> 40_000;
            case "empty" -> 0;
            case "sub/b" -> 5;
            default -> throw new IllegalArgumentException(path);
        };
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 7 + (i >> 8));
        }
        return content;
    }
}
