package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * New torrents have the info hashes that libtorrent 2.0.8 (Python, file_storage.add_file in our order of files, create_torrent
 * with v1_only, v2_only or no flag, set_piece_hashes) gave the same files. Byte i of each file is {@code i * 7 + (i >> 8) +
 * sum}, where {@code sum} adds up the bytes of its path from the torrent's name on.
 */
class CreatedAsByLibtorrentTest {
    /** Tree, piece length and version; then the info hashes of version 1 and 2. The tree "deep" is private. */
    private static final String KNOWN = """
            tree 16384 V1
            335a9c177bf1a1d55c1ed99f56df0bd04849d620
            -
            tree 16384 V2
            -
            b24859337d58c406c493357bafc3e3604e58728037da2d536412b86abe5246cc
            tree 16384 HYBRID
            48a0d339c98f37ab5e8cc69248c571ece4918a4e
            9a1fd9d91b3d6ce5761ab05067af5f45bfa2b9fab95436568d8e1a7c2a69b6b4
            tree 65536 V1
            d88204e69a9e9740bd9b3377334f5b53eed581a1
            -
            tree 65536 V2
            -
            e448deb379bfa0e8587cbddbe2769e3f447a7a134cb518bb952660b4598df732
            tree 65536 HYBRID
            db94cc3d268ac63dc8e84436d67420a9b88352f7
            bcbd17d036d0b40ef5a8bc42326a1271be26a4d9e192df130872a3169841fcea
            one.bin 16384 V1
            eaac87edb39258315289ce24c1fa424b925a377b
            -
            one.bin 16384 V2
            -
            e3e5a513d6d11a8755e075b5ea6a2e98b3962d1b148242305b7b211b4a297d63
            one.bin 16384 HYBRID
            547b3ffd90dd21d36f2a2d5c5d4974653899f014
            c0d9b027772cb4707208a375975610fd76605b469b3ac7595f4efd6cf4a0fa93
            one.bin 65536 V1
            bb0fee2c251074918d89dccc7215fce0743e48cb
            -
            one.bin 65536 V2
            -
            425335a1b54d612870848452349df1def14d6739704efa8605627eca713e7b52
            one.bin 65536 HYBRID
            efba15a0e079ee8fceb112ba5e566ffcc9d23dc6
            61aa1f4f2312f7735b6da407e27e2d126a981da7080a18c5d29a7edc90016f97
            exact.bin 16384 V1
            90af48fc857572618405b25fe7f6effe5df0257c
            -
            exact.bin 16384 V2
            -
            f04b755eb1d362d7f4b505286fbe4d0478398c89a5f249108c068bd977d5d37b
            exact.bin 16384 HYBRID
            0dc22e4b0327e61333323075834e9f5379045805
            1cc47e0a4ecee776a69da8124226eb90128d055aacd72bc5bd5e87ab4f2ec0f8
            exact.bin 65536 V1
            21521516edc7142a054fed7ca21f517e4819c559
            -
            exact.bin 65536 V2
            -
            612450ff0ddab3816e465fe3044d79af0e9916d68629266b2051e8835eab9214
            exact.bin 65536 HYBRID
            5858337b6ac3bc86cc9820dde989ed2ad2257767
            d2c515d013f9708000cb539f66574e9a101391cf6f9b8e0543c434bfd3432b5f
            small.bin 16384 V1
            dc0e9801a00a6ae8fe7ab7d23bfe88527c05fbe9
            -
            small.bin 16384 V2
            -
            a22aee8c6d38f726ad402a91966715a20bfa1406de7bdb4931e428f319b884d9
            small.bin 16384 HYBRID
            424b5a5c017e963036c39e821019703421945c60
            870149e88aa9337faeef33b5c3109afdea3985cb5f915486b3767a0fe13c8cae
            small.bin 65536 V1
            d26725ad7072e603cc81cddc474bdb8319a3df39
            -
            small.bin 65536 V2
            -
            b471d05eaa1475f76793d7dbfe3962c23aabfd66c05f11638a6f29a896f68301
            small.bin 65536 HYBRID
            7417fc7fe91ee6bca78356e9507d4d2d54f38e98
            7979e10ef24706d8ce9795d3dbf1eee38b6b2d18b07a7b493fe9baeae2970c57
            solo 16384 V1
            a3488376fdf68a8a5593f5dfad4ca729252b85c6
            -
            solo 16384 V2
            -
            6ea873e7d923c65408c53094a6bf5e9d6e0edf956c140b2400dc69731df5cd30
            solo 16384 HYBRID
            afa4398f9cd69112eb1d015ca02b725f7362c44f
            9f4f743909c1eee6f5135a5e75f9d334c39b1b46353cc9b0698e7cb40cd94b42
            solo 65536 V1
            e67db6fa4d99bcf22ba3838868ea5a77c049705c
            -
            solo 65536 V2
            -
            a395f735c70913f58b887cb0e0dfad089c67c08e586ba412d0acb92c601596fe
            solo 65536 HYBRID
            b05eadfb0907273ab026ca39ce2c25c749396bc5
            73bedb3c1dcfa7ae9450cabf5ef1597286e2b75169af5c49e7e8c7726b898511
            deep 16384 V1
            67724035ef268a89c7205a3cd19791fd56d1fc67
            -
            deep 16384 V2
            -
            017bb81724afba8348b5e5d485d72ab39ae318683897f4c3675bcb965f94f298
            deep 16384 HYBRID
            fa198e3ef39be831f27ebe57b19826eb5da63963
            c96e73cad612df9f9482314d660eb1232762013d05807b3b80f63316b540604b
            deep 65536 V1
            86b3e5cb4e56fea23ad58a2aa14d2c0a9d5a684c
            -
            deep 65536 V2
            -
            b06b16a8117721d22525dda0db992603d5226d623ff10fe628a464938132d1eb
            deep 65536 HYBRID
            b3036144d38b4d73f8c84554f4114073cb45d27c
            d67fd455f7416b1cb196cd3cf9bf724993a7b6fa2ed2a1462ddc177aa546e907
            many 16384 V1
            f91dfe3403a5d7ac7c53b64d42e48c9c293e6764
            -
            many 16384 V2
            -
            2e4dda70c88bafc6d53347fb7bfe7094294f37a6ed05739a0d21cf348a9472e9
            many 16384 HYBRID
            487da3343412c9d02233d0d8e8181a7ccaa300ad
            118dedd46900a506ac0786d7ece60519ef4c6780b208bb96a6cc1e9e79a3dd2f
            many 65536 V1
            8f456bff77a72ea730cf783d1ab3ae9473f3cdc8
            -
            many 65536 V2
            -
            ffd52fb288147d08929c659ca2d23a56f26f1ac3bb852d3c3c88d4384ac0070f
            many 65536 HYBRID
            2b48af85219ace3f63487abb531e5a69eb4074ac
            c87c06f57e133e9f4a98e4a111925008cb8e87bb81023d03e9e37e04c7143476
            many 1048576 V1
            ae6b03e21e88a2aa9c5f9db9fd9a51a82c1be461
            -
            many 1048576 V2
            -
            4bc881b67434a291a4cddd171e7354246a54e16eabd3241685d86dccab8c5355
            many 1048576 HYBRID
            725acaad279d5a0debadd515d86b90f3abd4bf45
            d989c55f07a2d3c6982948d36f97e66c1ae3bfc372e61011441b3ba2ffb15e19
            large.bin 16384 V1
            d54dc3bc2a5b767bcbee021da87cf923938fba17
            -
            large.bin 16384 V2
            -
            ed22d1755a2eb385eb507abd0566d2002447405c527abd24a775c79e7594eba1
            large.bin 16384 HYBRID
            e42818c08bce920d378441f973aced18992988c5
            05d5a2cc8c1bb3bcfb200d237257ce101ea994ba976cb112adf9296844a79d97
            large.bin 65536 V1
            54d015ada2c32aeb2c0023cfd3d1e56a520570d6
            -
            large.bin 65536 V2
            -
            eb5304e0d7704443c42c72d3d4c16992a949f08e1063dd1da02ab02d9a21b933
            large.bin 65536 HYBRID
            20a85d03dbe438c3807e16d45ae13bfecc447366
            00c6099499a25054c42415b5d5f12db76a92c517697bbfa391978d7adf7b9e40
            large.bin 1048576 V1
            ab884524d8de826852633e227d3a86e93f9a8457
            -
            large.bin 1048576 V2
            -
            2b628fce3589d33d28ebb60e496086b77712f918bd9905ee1c35a572f4a38fa6
            large.bin 1048576 HYBRID
            b5a0c1cde6c70c2692f72eb2bc030ae7b4e68353
            ad7f25ada3b19cbcd7008667d59d1c64c431979fd54021939afd98ff85c45497
            """;

    @TempDir
    static Path temp;

    static Stream<List<String>> known() {
        String[] lines = KNOWN.lines().toArray(String[]::new);
        return Stream.iterate(0, at -> at < lines.length, at -> at + 3).map(at -> List.of(lines[at], lines[at + 1], lines[at
                + 2]));
    }

    private static Map<String, Integer> trees() {
        Map<String, Integer> files = new LinkedHashMap<>(Map.of("tree/a", 40_000, "tree/empty", 0, "tree/sub/b", 5, "one.bin",
                40_000,
                "exact.bin", 65_536, "small.bin", 100, "solo/inner", 100_000, "large.bin", 5 * 1024 * 1024 + 3));
        files.putAll(Map.of("deep/a!b", 70_000, "deep/a/x", 16_384, "deep/a/y/z", 1, "deep/a0", 98_305, "deep/B", 17, "deep/e", 0,
                "deep/\u00e4/\u00f6", 20_000));
        for (int i = 0; i < 120; i++) {
            String folder = i % 2 == 0 ? "" : "s" + i % 3 + "/";
            files.put("many/" + folder + String.format("f%03d", i), i * i * 331 % 50_000);
        }
        return files;
    }

    @BeforeAll
    static void write() throws IOException {
        for (Map.Entry<String, Integer> entry : trees().entrySet()) {
            if (!canBeNamed(entry.getKey())) {
                continue;
            }
            int sum = 0;
            for (byte b : entry.getKey().getBytes(StandardCharsets.UTF_8)) {
                sum += b & 0xff;
            }
            byte[] content = new byte[entry.getValue()];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (i * 7 + (i >> 8) + sum);
            }
            Path file = temp.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }

    /** Where Java is started with a locale that cannot name the file, it cannot be made. */
    private static boolean canBeNamed(String path) {
        return path.chars().allMatch(c -> c < 0x80) || "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }

    /** Skips, but fails in CI, where nobody would see that; the testkit, which has this for other bundles, depends on this one. */
    private static void requireALocaleThatNames(String name) {
        String needed = "this test needs a UTF-8 locale, or Java cannot name its files";
        assertTrue(canBeNamed(name) || !"true".equalsIgnoreCase(System.getenv("CI")), needed + ", and with CI=true all tests must run");
        assumeTrue(canBeNamed(name), needed);
    }

    @ParameterizedTest
    @MethodSource("known")
    void theInfoHashesAreThoseOfLibtorrent(List<String> expected) throws Exception {
        String[] what = expected.getFirst().split(" ");
        boolean deep = what[0].equals("deep");
        if (deep) {
            requireALocaleThatNames("\u00e4");
        }
        Metainfo torrent = new TorrentCreator(temp.resolve(what[0])).pieceLength(Integer.parseInt(what[1]))
                .version(Metainfo.Version.valueOf(what[2])).privateTorrent(deep).create();
        InfoHashes hashes = torrent.infoHashes();
        assertEquals(List.of(expected.get(1), expected.get(2)), List.of(hashes.optionalV1().map(InfoHash::hex).orElse("-"),
                hashes.optionalV2().map(InfoHash::hex).orElse("-")));
        // Reading checks that the piece layers lead to the roots.
        Metainfo read = MetainfoReader.read(torrent.toBencode());
        assertEquals(hashes, read.infoHashes());
        assertTrue(torrent.hasPieceHashes() && read.hasPieceHashes());
        for (int piece = 0; piece < torrent.layout().pieceCount(); piece++) {
            assertArrayEquals(read.pieceHash(piece), torrent.pieceHash(piece));
        }
    }
}
