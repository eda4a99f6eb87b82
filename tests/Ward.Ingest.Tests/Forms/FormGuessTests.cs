using System.Text;
using CsCheck;
using Ward.Ingest.Decoders;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Tests.Forms;

public sealed class FormGuessTests
{
    [Theory]
    [InlineData("ElfFile\0\0\0", SourceForm.EventLog)]
    [InlineData("[{\"a\":1}]", SourceForm.Json)]
    [InlineData("[\n  {", SourceForm.Json)]
    [InlineData("{\n", SourceForm.Json)]
    [InlineData("{\"Records\":[{\"a\":", SourceForm.Json)]
    [InlineData("{\"records\": [ {", SourceForm.Json)]
    [InlineData("{\"a\":1}\n{\"b\":", SourceForm.Lines)]
    [InlineData("{\"a\":[{\"b\":1}]}\n", SourceForm.Lines)]
    [InlineData("{\"records\":[1]}\n", SourceForm.Lines)]
    [InlineData("<?xml version=\"1.0\"?>", SourceForm.Xml)]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>", SourceForm.Xml)]
    [InlineData("  <alert xmlns=\"x\">", SourceForm.Xml)]
    [InlineData("<cap:alert xmlns:cap=\"x\">", SourceForm.Xml)]
    [InlineData("<feed xmlns=\"x\">", SourceForm.Xml)]
    [InlineData("<Event xmlns='x'><System/></Event>\n<Event", SourceForm.Lines)]
    [InlineData("<Event xmlns='x'>\n<System/>", SourceForm.Xml)]
    [InlineData("<38>Mar  1 11:59:58 gate sshd[1]: x\n", SourceForm.Lines)]
    [InlineData("[Sun Mar 01 11:59:58 2026] [error] x", SourceForm.Lines)]
    [InlineData("[   12.345678] usb", SourceForm.Lines)]
    [InlineData("Mar  1 11:59:58 gate sshd[1]: x", SourceForm.Lines)]
    public void TheContentTells(string start, SourceForm form) => Assert.Equal(form, FormGuess.Of(Encoding.UTF8.GetBytes(start), whole: false));

    [Theory, InlineData(""), InlineData("  \n"), InlineData("["), InlineData("{\"a\":1"), InlineData("{\"a\":1}"), InlineData("<ale"), InlineData("<Event a='b'>")]
    public void WhatIsTooShortToTellIsLinesOnlyWhereNoMoreComes(string start)
    {
        Assert.Null(FormGuess.Of(Encoding.UTF8.GetBytes(start), whole: false));
        Assert.NotNull(FormGuess.Of(Encoding.UTF8.GetBytes(start), whole: true));
    }

    [Fact]
    public void EveryDecodersLinesAreLines() =>
        Assert.All(DecoderSet.Cards.Where(c => c.Name != "cap"), card => Assert.Equal(SourceForm.Lines, FormGuess.Of(Encoding.UTF8.GetBytes(card.Sample + "\n"), whole: false)));

    [Fact]
    public void AnyBytesAreTold() => Gen.Select(Gen.OneOf(Gen.Byte, Pick.Of("{}[]\"<>? \nE"u8.ToArray())).Array[0, 60], Gen.Bool).Sample((bytes, whole) => Assert.True(!whole || FormGuess.Of(bytes, true) is not null), iter: 20_000);
}
