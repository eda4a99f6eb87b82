using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Tests.Forms;

public sealed class JsonRecordsTests
{
    [Theory]
    [InlineData("""{"Records":[{"eventName":"a"},{"eventName":"b"}]}""", """{"eventName":"a"}|{"eventName":"b"}""")]
    [InlineData("{\n  \"Records\" : [\n    {\"a\":1},\r\n    {\"a\" : [2, {\"b\":\"]}\\\"\"}]}\n  ]\n}\n", """{"a":1}|{"a" : [2, {"b":"]}\""}]}""")]
    [InlineData("""{"records":[{"time":"t"}]}""", """{"time":"t"}""")]
    [InlineData("""{"@odata.context":"x","@odata.count":2,"value":[{"id":1},{"id":2}],"@odata.nextLink":"y"}""", """{"id":1}|{"id":2}""")]
    [InlineData("""{"response":[{"Sighting":{"id":"7"}}]}""", """{"Sighting":{"id":"7"}}""")]
    [InlineData("""[{"a":1}, {"b":[]}]""", """{"a":1}|{"b":[]}""")]
    [InlineData("""{"a":1}{"b":2} {"c":3}""", """{"a":1}|{"b":2}|{"c":3}""")]
    [InlineData("{\n \"a\": 1,\n \"b\": {\n }\n}", "{  \"a\": 1,  \"b\": {  } }")]
    [InlineData("""{"Records":[]}""", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    [InlineData("\uFEFF[{\"a\":1}]", """{"a":1}""")]
    public void RecordsAreUnpacked(string text, string records)
    {
        var read = Read.Of(SourceForm.Json, text);
        Assert.Equal(records, string.Join('|', read.Records));
        Assert.Equal((0, 0, true), (read.Refused, read.Damaged, read.IsWhole));
    }

    [Theory]
    [InlineData("""{"level":3,"value":[{"a":1}]}""")]
    [InlineData("""{"value":5,"records":[{"a":1}]}""")]
    [InlineData("""{"Records":[1,{"a":1}]}""")]
    [InlineData("""{"inner":{"Records":[{"a":1}]}}""")]
    [InlineData("""{"Records":{"a":[{"b":1}]}}""")]
    public void AnObjectWithAMeaningOfItsOwnIsOneRecord(string text) => Assert.Equal([text], Read.Of(SourceForm.Json, text).Records);

    [Fact]
    public void ANotificationIsOneRecordForEachEntity()
    {
        var read = Read.Of(SourceForm.Json, """{"id":"n","type":"Notification","subscriptionId":"s","notifiedAt":"t","@context":["c"],"data":[{"id":"a","type":"T"},{"id":"b","type":"T"}]}""");
        Assert.Equal(
            ["""{"id":"n","type":"Notification","subscriptionId":"s","notifiedAt":"t","data":[{"id":"a","type":"T"}]}""", """{"id":"n","type":"Notification","subscriptionId":"s","notifiedAt":"t","data":[{"id":"b","type":"T"}]}"""],
            read.Records);
        // The members may stand in any order.
        Assert.Equal(["""{"subscriptionId":"s","data":[{"id":1}]}""", """{"subscriptionId":"s","data":[{"id":2}]}"""], Read.Of(SourceForm.Json, """{"data":[{"id":1},{"id":2}],"subscriptionId":"s"}""").Records);
    }

    /// <summary>What is written after a stop in the middle begins behind the entities that were given out, and not behind the notification.</summary>
    [Fact]
    public void EntitiesAreCountedAsTheyAreGivenOut()
    {
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("""{"subscriptionId":"s","data":[{"id":1},{"id":2},{"id":3}]} {"id":4}"""));
        var reader = new JsonRecords(text, 1000);
        for (var given = 1; given <= 4; given++)
        {
            Assert.True(reader.TryNext(out _));
            Assert.Equal(given, reader.Seen);
        }

        Assert.False(reader.TryNext(out _));
    }

    /// <summary>Else a text of a million characters would become gigabytes, a copy of every repetition for every entity.</summary>
    [Fact]
    public void AMemberThatStandsManyTimesIsRepeatedOnce()
    {
        var ids = string.Concat(Enumerable.Repeat("\"id\":\"n\",", 5_000));
        var read = Read.Of(SourceForm.Json, $$"""{{{ids}}"subscriptionId":"s","data":[{"id":"a"},{"id":"b"}]}""");
        Assert.Equal(["""{"id":"n","subscriptionId":"s","data":[{"id":"a"}]}""", """{"id":"n","subscriptionId":"s","data":[{"id":"b"}]}"""], read.Records);
    }

    [Fact]
    public void ANotificationMayBeLongerThanALineAsLongAsItsEntitiesAreNot()
    {
        var entities = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"id":"e{{i}}","v":"{{new string('x', 100)}}"}"""));
        var read = Read.Of(SourceForm.Json, $$"""{"subscriptionId":"s","data":[{{entities}}]}""", limit: 300);
        Assert.Equal((100, 0), (read.Records.Count, read.Refused));
    }

    [Fact]
    public void ARecordOverTheLimitIsRefusedAloneAndTheOthersAreTaken()
    {
        var read = Read.Of(SourceForm.Json, $$"""{"Records":[{"a":1},{"long":"{{new string('x', 500)}}"},{"b":2},"text",[{"c":3}]]}""", limit: 300);
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], read.Records);
        Assert.Equal((3, 0, true), (read.Refused, read.Damaged, read.IsWhole));
        Assert.Equal("record 2: longer than 300 bytes", read.Fault);
    }

    [Fact]
    public void WhatIsNoJsonIsCountedAndWhatFollowsIsRead()
    {
        var read = Read.Of(SourceForm.Json, "oops } {\"a\":1} nonsense [{\"b\":2}]");
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], read.Records);
        Assert.Equal((2, true), (read.Damaged, read.IsWhole));
    }

    [Theory, InlineData("""{"Records":[{"a":1},{"b":"""), InlineData("""[{"a":1},"""), InlineData("""{"Records":[{"a":1}]""")]
    public void AnEndWithinADocumentIsTold(string text)
    {
        var read = Read.Of(SourceForm.Json, text);
        Assert.Equal(["""{"a":1}"""], read.Records);
        Assert.False(read.IsWhole);
    }

    [Fact]
    public void AFileOfManyMegabytesHoldsLittle()
    {
        // 64 MiB of records in a wrapper, made as they are read.
        var reader = RecordReader.Over(SourceForm.Json, new Repeated("{\"Records\":["u8.ToArray(), Encoding.UTF8.GetBytes($"{{\"eventName\":\"{new string('n', 1000)}\"}},"), 65_536), 65_536);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;
        while (reader.TryNext(out _)) count++;
        Assert.Equal(65_536, count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, $"{GC.GetAllocatedBytesForCurrentThread() - before} bytes");
    }

    private static readonly Gen<string> Texts = Gen.OneOf(Pick.Of("", "a\"b", "\\", "}{][", "\n", "ü", "\"subscriptionId\""), Gen.String[0, 8]);

    private static readonly Gen<string> Values = Gen.OneOf(
        Texts.Select(t => JsonSerializer.Serialize(t)), Gen.Int.Select(i => JsonSerializer.Serialize(i)), Pick.Of("[]", "{}", "null", "[{\"Records\":[{}]}]"),
        Gen.Select(Texts, Texts).Select((k, v) => $"{{{JsonSerializer.Serialize(k)} : {JsonSerializer.Serialize(v)}}}"));

    private static readonly Gen<string> Objects = Gen.Select(Texts, Values).Array[0, 4].Select(members => "{" + string.Join(" , ", members.Select((m, i) => $"{JsonSerializer.Serialize($"m{i}{m.Item1}")}:{m.Item2}")) + "}");

    [Fact]
    public void EveryElementOfAnArrayOrWrapperComesOutHoweverTheBytesArrive() =>
        Gen.Select(Objects.Array[0, 6], Gen.Int[1, 9], Pick.Of("{0}", "[{0}]", "{{\"Records\":[{0}]}}", "{{ \"count\" : 3, \"value\" :\n[\n{0}\n]\n}}")).Sample((objects, step, around) =>
        {
            var text = around.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace("{0}", string.Join(around == "{0}" ? "\n" : " ,\n", objects), StringComparison.Ordinal);
            var read = Read.Of(SourceForm.Json, text, step: step);
            Assert.Equal(objects, read.Records);
            Assert.Equal((0, 0, true), (read.Refused, read.Damaged, read.IsWhole));
        });

    [Fact]
    public void AnyBytesAreReadTheSameHoweverTheyArrive() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Pick.Of("{}[]\",:\\ \nRa"u8.ToArray())).Array[0, 80], Gen.Int[1, 7])
            .Sample((bytes, step) => Assert.True(Read.Of(SourceForm.Json, bytes, 20).Says(Read.Of(SourceForm.Json, bytes, 20, step))), iter: 20_000);

    /// <summary>A beginning, then one part again and again.</summary>
    private sealed class Repeated(byte[] begin, byte[] part, int times) : MemoryStream
    {
        private int given = -begin.Length;

        public override int Read(Span<byte> buffer)
        {
            var total = part.Length * times;
            var at = 0;
            while (at < buffer.Length && given < total)
            {
                var from = given < 0 ? begin.AsSpan(begin.Length + given) : part.AsSpan(given % part.Length);
                var step = Math.Min(from.Length, buffer.Length - at);
                from[..step].CopyTo(buffer[at..]);
                (at, given) = (at + step, given + step);
            }

            return at;
        }
    }
}
