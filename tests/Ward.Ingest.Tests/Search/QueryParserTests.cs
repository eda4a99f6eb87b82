using CsCheck;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Tests.Search;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData("src_ip:203.0.113.7 class:authentication status:failure \"free text\" user:adm* bytes>1000 cidr(10.0.0.0/8) last 24h | count by src_ip, user | top 20",
        "src_ip:\"203.0.113.7\" class:\"authentication\" status:\"failure\" \"free text\" user:adm* bytes>1000 cidr(10.0.0.0/8) last 1d | count by src_ip, user | sort count desc | limit 20")]
    [InlineData("", "")]
    [InlineData("*", "")]
    [InlineData("a OR b c", "\"a\" OR \"b\" \"c\"")]
    [InlineData("(a OR b) AND NOT c", "(\"a\" OR \"b\") NOT \"c\"")]
    [InlineData("user!=root host=*", "NOT user:\"root\" host:*")]
    [InlineData("user:(root, \"a b\", adm*)", "user:(\"root\", \"a b\", adm*)")]
    [InlineData("*dmi*", "*\"dmi\"*")]
    [InlineData("from 2026-11-28 to 2026-11-28T10:30:00Z x", "\"x\" from 2026-11-28T00:00:00Z to 2026-11-28T10:30:00Z")]
    [InlineData("| count, sum(bytes_in) by time(15m) | sort count asc | limit 5", "| count, sum(bytes_in) by time(15m) | sort count asc | limit 5")]
    [InlineData(@"path:C:\Windows\\*.exe", @"path:C\:\\Windows\\*.exe")]
    public void AQueryIsReadAndPrintedInOneForm(string text, string printed) => Assert.Equal(printed, Read(text).ToString());

    [Theory]
    [InlineData("user:", 5, "a value for user")]
    [InlineData("bytes>many", 6, "a number of at most 15 digits, and 6 behind the point")]
    [InlineData("(a", 2, "a closing bracket")]
    [InlineData("a )", 2, "a condition, a time range, or | and what to do with the events")]
    [InlineData("last", 4, "a length of time such as 30s, 15m, 2h, 7d or 4w, of one second to ten years")]
    [InlineData("last 2h last 3h", 8, "one time range")]
    [InlineData("cidr(10.0.0.1/99)", 5, "a network such as 10.0.0.0/8")]
    [InlineData("\"open", 0, "a closing quotation mark")]
    [InlineData("a OR", 4, "a condition such as user:root, bytes>1000 or \"some text\"")]
    [InlineData("| count by", 10, "the name of a field")]
    [InlineData("| count | sort user", 15, "one of the columns: count")]
    [InlineData("| limit 0", 8, "a number from 1 to 1000000")]
    [InlineData("from tomorrow", 5, "a moment such as 2026-11-28 or 2026-11-28T10:30:00Z")]
    public void AnErrorNamesThePlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var error = Assert.IsType<QueryReading.Refused>(QueryParser.Read(text)).Error;

        Assert.Equal((position, expected), (error.Position, error.Expected));
    }

    [Fact]
    public void WhatIsPrintedIsReadAsTheSameQuestion() =>
        Queries.All.Sample(query => Assert.Equal(query.ToString(), Read(query.ToString()).ToString()), iter: 5000);

    [Fact]
    public void AnyTextIsAQueryOrAnError() =>
        Gen.String[Gen.OneOf(Queries.Of(' ', '(', ')', '"', '|', ':', '*', '\\', ',', '<', '!', 'a', '1', '.'), Gen.Char), 0, 40].Sample(text => Assert.NotNull(QueryParser.Read(text)), iter: 5000);

    [Fact]
    public void DeepBracketsAreRefusedAndDoNotOverflow()
    {
        var error = Assert.IsType<QueryReading.Refused>(QueryParser.Read(new string('(', 9000))).Error;

        Assert.Equal("at most 50 brackets or NOT within one another", error.Expected);
    }

    private static Query Read(string text) => QueryParser.Read(text) switch
    {
        QueryReading.Read read => read.Query,
        QueryReading.Refused refused => throw new Xunit.Sdk.XunitException($"{text}: {refused.Error}"),
        _ => throw new InvalidOperationException(),
    };
}
