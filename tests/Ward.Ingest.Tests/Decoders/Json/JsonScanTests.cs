using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Ingest.Decoders;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Tests.Decoders.Json;

/// <summary>The table against the framework's own reader: the same lines taken, the same members in the same order.</summary>
public sealed class JsonScanTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", " ", "\t", "\n", "\"a\"", "\"b\":", "\"\"", "\"a.b\":1", "0", "-0", "01", "1.", "1.5", "1e5", "1E+5", "1e", "-", "true", "false", "null", "nul", "truex",
        "\"\\n\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\u12\"", "\"\\x\"", "\"é\"", "\"é\\n\"", "\"\\/\\b\\f\\r\\t\\\"\\\\\"", "\"\u0001\"", "\uFEFF", "{\"a\":", "[1,", ",1]", "\"x\"}", "//", "\0",
    ];

    private static readonly Gen<string> Values = Gen.Recursive<string>((depth, value) => Gen.OneOf(
        Any("1", "-0.5", "1e9", "true", "false", "null", "\"\"", "\"x y\"", "\"a\\\\b\"", "\"\\u0416\"", "\"ж\"", "[]", "{}", " 7 "),
        depth > 4 ? Gen.Const("0") : value.Array[0, 4].Select(v => "[" + string.Join(",", v) + "]"),
        depth > 4 ? Gen.Const("0") : Gen.Select(Any("a", "b", "a.b", "", "ключ", "q\\\"q"), value).Array[0, 4].Select(m => "{" + string.Join(" , ", m.Select(p => $"\"{p.Item1}\" :{p.Item2}")) + "}")));

    [Fact]
    public void WhatIsJsonIsReadAsTheFrameworkReadsIt() => Values.Sample(v => Compare(Encoding.UTF8.GetBytes($"{{\"top\":{v},\"z\":1}}")), iter: 20_000);

    [Fact]
    public void WhatMayBeNoJsonIsTakenOrRefusedAsTheFrameworkDoes() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 10].Select(p => Encoding.UTF8.GetBytes(string.Concat(p)))
            .Sample(line => { Compare(line); Compare([(byte)'{', .. "\"k\":"u8, .. line, (byte)'}']); }, iter: 50_000);

    [Fact]
    public void ASampleWithOneByteChangedIsTakenOrRefusedAsTheFrameworkDoes()
    {
        var samples = DecoderSet.Cards.Where(c => c.Shape == LineShape.Json).Select(c => Encoding.UTF8.GetBytes(c.Sample)).ToArray();
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, 10_000], Gen.Byte).Sample((sample, at, value) =>
        {
            var line = (byte[])samples[sample].Clone();
            line[at % line.Length] = value;
            Compare(line);
        }, iter: 50_000);
    }

    [Theory, InlineData(30), InlineData(31), InlineData(32), InlineData(33), InlineData(63), InlineData(64), InlineData(65), InlineData(200)]
    public void ANestingOfAnyDepthIsTakenOrRefusedAsTheFrameworkDoes(int depth)
    {
        Compare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)));
        Compare(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', depth) + "1" + new string(']', depth) + ",\"b\":2}"));
    }

    private static Gen<string> Any(params string[] these) => Gen.Int[0, these.Length - 1].Select(i => these[i]);

    private static void Compare(byte[] line)
    {
        var table = new JsonTable();
        var taken = table.TryFill(line);
        var expected = Read(line);
        Assert.Equal(expected is not null, taken);
        if (expected is null) return;
        Assert.Equal(expected, Enumerable.Range(0, table.Count).Select(i => (Latin(table.NameAt(i)), Latin(table.ValueAt(i)), table.IsNumber(i))));
        for (var i = 0; i < table.Count; i++) Assert.Equal(MemberTable.HashOf(table.NameAt(i)), table.HashAt(i));
    }

    /// <summary>The members by the plain way; null where it is no object.</summary>
    private static List<(string Name, string Value, bool Number)>? Read(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            var members = new List<(string, string, bool)>();
            ReadObject(ref reader, "", members);
            return reader.Read() ? null : members;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, string path, List<(string, string, bool)> members)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader);
            reader.Read();
            ReadValue(ref reader, path.Length == 0 ? name : path + "." + name, members);
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, string path, List<(string, string, bool)> members)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, path, members);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadValue(ref reader, path, members);
                break;
            case JsonTokenType.Null:
                break;
            default:
                members.Add((path, TextOf(ref reader), reader.TokenType == JsonTokenType.Number));
                break;
        }
    }

    /// <summary>Bytes as characters, so that what is no UTF-8 is compared too.</summary>
    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return Latin(reader.ValueSpan);
        var text = new byte[reader.ValueSpan.Length];
        return Latin(text.AsSpan(0, reader.CopyString(text)));
    }

    private static string Latin(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text);
}
