package org.freshet.metainfo.bencode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BencodeWriterTest {
    private static String write(Object value) {
        return new String(BencodeWriter.write(value), ISO_8859_1);
    }

    @Test
    void plainValuesAreWritten() {
        assertEquals("i0e", write(0));
        assertEquals("i-9223372036854775808e", write(Long.MIN_VALUE));
        assertEquals("i7e", write((short) 7));
        assertEquals("i8e", write((byte) 8));
        assertEquals("0:", write(""));
        assertEquals("2:\u00c3\u00a4", write("\u00e4"));
        assertEquals("2:\0\u00ff", write(new byte[] {0, -1}));
        assertEquals("li1e1:alee", write(List.of(1, "a", List.of())));
        assertEquals("de", write(Map.of()));
    }

    @Test
    void keysAreSortedByUnsignedBytes() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(new byte[] {-1}, 5);
        map.put("b", 2);
        map.put("aa", 1);
        map.put("a", 0);
        map.put(BencodeString.of("z"), 3);
        map.put("\u00e4", 4);
        assertEquals("d1:ai0e2:aai1e1:bi2e1:zi3e2:\u00c3\u00a4i4e1:\u00ffi5ee", write(map));
    }

    @Test
    void rawBytesAndReadValuesAreWrittenAsTheyStand() throws Exception {
        byte[] source = "d4:infod1:bi1e1:ai2ee1:xli1eee".getBytes(ISO_8859_1);
        BencodeDictionary read = (BencodeDictionary) BencodeReader.read(source);
        assertEquals("d4:infod1:bi1e1:ai2eee", write(Map.of("info", BencodeWriter.raw(read.raw("info").bytes()))));
        assertEquals("d4:infod1:ai2e1:bi1ee1:xli1eee", write(read));
    }

    @Test
    void whatCannotBeEncodedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> write(null));
        assertThrows(IllegalArgumentException.class, () -> write(1.5));
        assertThrows(IllegalArgumentException.class, () -> write(Map.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> write(Collections.singletonMap("a", null)));
        assertThrows(IllegalArgumentException.class, () -> write(Arrays.asList(1, null)));
        Map<Object, Object> twice = new HashMap<>();
        twice.put("a", 1);
        twice.put(BencodeString.of("a"), 2);
        assertThrows(IllegalArgumentException.class, () -> write(twice));
    }

    @Test
    void aStreamGetsTheSameBytes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Object> value = Map.of("a", "x".repeat(100_000), "b", List.of(1, 2));
        BencodeWriter.write(value, out);
        assertArrayEquals(BencodeWriter.write(value), out.toByteArray());
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            Object value = randomValue(random, 0);
            byte[] written = BencodeWriter.write(value);
            BencodeValue read = BencodeReader.read(written);
            assertArrayEquals(written, BencodeWriter.write(read));
            assertEquals(naive(value), new String(written, ISO_8859_1));
        }
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 5 ? 2 : 4)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> randomString(random);
            case 2 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    list.add(randomValue(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new HashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    map.put(randomString(random), randomValue(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String randomString(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) ('0' + random.nextInt(70)));
        }
        return text.toString();
    }

    /** As simple as can be, for ASCII alone. */
    private static String naive(Object value) {
        return switch (value) {
            case Long number -> "i" + number + "e";
            case String text -> text.length() + ":" + text;
            case List<?> list -> "l" + String.join("", list.stream().map(BencodeWriterTest::naive).toList()) + "e";
            case Map<?, ?> map -> "d" + String.join("", map.entrySet().stream()
                    .sorted((a, b) -> ((String) a.getKey()).compareTo((String) b.getKey()))
                    .map(e -> naive(e.getKey()) + naive(e.getValue())).toList()) + "e";
            default -> throw new AssertionError(value);
        };
    }
}
