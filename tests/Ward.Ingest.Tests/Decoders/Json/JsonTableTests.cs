using System.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Tests.Decoders.Json;

public sealed class JsonTableTests
{
    private readonly JsonTable table = new();

    [Fact]
    public void MembersStandFlatUnderTheirDottedPathsInTheirOrder()
    {
        Assert.True(Fill("""{"a":1,"b":{"c":"x\ny","d":[{"e":true},{"e":false},[2,3]],"f":null},"g.h":"é"}"""));
        Assert.Equal(["a=1", "b.c=x\ny", "b.d.e=true", "b.d.e=false", "b.d=2", "b.d=3", "g.h=é"], All());
    }

    [Fact]
    public void TheSameLineIsNotReadTwiceAndAnotherOneIs()
    {
        Assert.True(Fill("""{"a":"first"}"""));
        Assert.True(Fill("""{"a":"first"}"""));
        Assert.Equal(["a=first"], All());
        Assert.True(Fill("""{"a":"other"}"""));
        Assert.Equal(["a=other"], All());
        Assert.False(Fill("""{"a":"other" """));
        Assert.False(Fill("""{"a":"other" """));
        Assert.True(Fill("""{"a":"other"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}{}")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("{\"a\":\"\0\"}")]
    public void WhatIsNotOneObjectFillsNothing(string text) => Assert.False(Fill(text));

    [Fact]
    public void DeepNestingIsRefusedAtSixtyFourLevels()
    {
        Assert.True(Fill(Nested(63)));
        Assert.False(Fill(Nested(65)));
        Assert.False(Fill(Nested(100_000)));
    }

    [Fact]
    public void PathsThatMultiplyTheLineAreRefused()
    {
        var prefix = new string('p', 60_000);
        Assert.False(Fill($"{{\"{prefix}\":{{{string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"{i}\":1"))}}}}}"));
        Assert.True(Fill($"{{\"{prefix}\":[{string.Join(',', Enumerable.Repeat('1', 2000))}]}}"));
    }

    [Fact]
    public void AnObjectAtTheTopIsGivenAsItsText()
    {
        Assert.True(Fill("""{"x":{"event":1},"event":{"a":[1,{"b":"}"}]},"event2":{}}"""));
        Assert.True(table.TryObject("event"u8, out var text));
        Assert.Equal("""{"a":[1,{"b":"}"}]}""", Encoding.UTF8.GetString(text));
        Assert.False(table.TryObject("a"u8, out _));
    }

    [Fact]
    public void ALookUpFindsTheFirstOfADoubledName()
    {
        Assert.True(Fill("""{"id":1,"id":2}"""));
        Assert.Equal("1", Encoding.UTF8.GetString(table.Value(new MemberName("id"))));
        Assert.False(table.Has(new MemberName("di")));
    }

    private bool Fill(string text) => table.TryFill(Encoding.UTF8.GetBytes(text));

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private IEnumerable<string> All()
    {
        for (var i = 0; i < table.Count; i++) yield return $"{Encoding.UTF8.GetString(table.NameAt(i))}={Encoding.UTF8.GetString(table.ValueAt(i))}";
    }
}
