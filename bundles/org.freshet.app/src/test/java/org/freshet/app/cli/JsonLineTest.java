package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void everyKindOfValueIsWrittenAsJson() {
        JsonLine line = new JsonLine().put("s", "x").put("n", -5L).put("b", true).put("nil", (String) null).putNumber("none",
                null)
                .putNumber("some", 7L).putThousandths("t", 1_700_000_000_005L).putStrings("l", List.of("a", "b"))
                .putStrings("e", List.of()).putNumbers("p", List.of(1, 2)).putObjects("o", List.of(new JsonLine().put("k", 1)));
        assertEquals("{\"s\":\"x\",\"n\":-5,\"b\":true,\"nil\":null,\"none\":null,\"some\":7,"
                + "\"t\":1700000000.005,\"l\":[\"a\",\"b\"],"
                + "\"e\":[],\"p\":[1,2],\"o\":[{\"k\":1}]}", line.toString());
    }

    @Test
    void whatWouldBreakALineOrAParserIsEscaped() {
        assertEquals("{\"a\\\"b\":\"\\\\ \\n\\r\\t \\u0000\\u001b\\u007f \\u00e4 \\ud83d\\ude00 \\u2028 \\ud800\"}",
                new JsonLine().put("a\"b", "\\ \n\r\t \0\u001b\u007f \u00e4 \ud83d\ude00 \u2028 \ud800").toString());
    }

    @Test
    void anObjectWithNothingInItIsEmpty() {
        assertEquals("{}", new JsonLine().toString());
    }
}
