namespace Ward.Ingest.Tests.Decoders.Windows;

public sealed class WindowsXmlDecoderTests
{
    private const string Head = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{G}'/><EventID Qualifiers='0'>4625</EventID><Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime='2026-03-01T11:59:58.1234567Z'/><EventRecordID>9</EventRecordID><Correlation/><Execution ProcessID='4' ThreadID='8'/><Channel>Security</Channel><Computer>desk-7</Computer><Security/></System>";

    [Fact]
    public void SystemAndDataAreReadUnderTheNamesOfRules()
    {
        var read = Decoded.Line("auto", Head + "<EventData><Data Name='TargetUserName'>a&amp;b &#x3c;c></Data><Data Name='IpAddress'>203.0.113.7</Data><Data Name='Empty'/><Data Name='Gap'></Data></EventData></Event>");
        Assert.Equal(("windows-xml", EventClass.Authentication, 2), (read.By, read.Class, read.Status));
        Assert.Equal(["a&b <c>", "203.0.113.7", "Microsoft-Windows-Security-Auditing", "{G}", "4", "desk-7", "4625", "", ""],
            new[] { "user.name", "src_endpoint.ip", "Provider_Name", "Provider_Guid", "Execution_ProcessID", "Computer", "EventID", "Empty", "Gap" }.Select(p => read[p]));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero).AddTicks(1_234_567), read.Time);
    }

    [Fact]
    public void UserDataAndUnnamedDataAreRead()
    {
        var read = Decoded.Line("auto", Head + "<UserData><LogFileCleared xmlns='x'><SubjectUserName>ann</SubjectUserName></LogFileCleared></UserData><EventData><Data>one</Data><Data>two</Data><Binary>00FF</Binary></EventData></Event>");
        Assert.Equal(("ann", "one\ntwo", "00FF"), (read["SubjectUserName"], read["Data"], read["Binary"]));
    }

    [Fact]
    public void MarkupInAValueIsAValue() =>
        Assert.Equal("</Data><Data Name='TargetUserName'>root", Decoded.Line("auto", Head + "<EventData><Data Name='WorkstationName'>&lt;/Data>&lt;Data Name='TargetUserName'>root</Data></EventData></Event>")["WorkstationName"]);

    [Theory]
    [InlineData("<!DOCTYPE Event [<!ENTITY a 'b'>]><Event><System><EventID>&a;</EventID></System></Event>")]
    [InlineData("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><Event/>")]
    [InlineData("<Event><System><EventID>1</System></Event>")]
    [InlineData("<Event><System><Channel>Security</Channel></System></Event>")]
    [InlineData("<Event><System><EventID>x</EventID></System></Event>")]
    [InlineData("<Events><Event><System><EventID>1</EventID></System></Event></Events>")]
    [InlineData("<Event")]
    public void WhatIsNotOneWellFormedEventIsNotRead(string line) => Assert.False(Decoded.Line("windows-xml", line).Understood);

    [Fact]
    public void AScriptOfManyLinesIsReadWhole()
    {
        var lines = string.Concat(Enumerable.Repeat("a &amp; b&#10;", 5000));
        Assert.Equal(5000 * 6, Decoded.Line("windows-xml", Head + $"<EventData><Data Name='X'>{lines}</Data></EventData></Event>")["X"]!.Length);
    }

    [Fact]
    public void DeepNestingIsRefused() =>
        Assert.False(Decoded.Line("windows-xml", "<Event><System><EventID>1</EventID></System>" + string.Concat(Enumerable.Repeat("<a>", 50_000)) + "</Event>").Understood);
}
