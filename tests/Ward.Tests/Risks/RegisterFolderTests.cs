using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;
using Ward.Risks;
using Ward.Standards.Yaml;
using Ward.Tests.Configuration;

namespace Ward.Tests.Risks;

public sealed class RegisterFolderTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly RiskEntry Risk = new("kind@a", "kind", "what is at risk", Severity.High, ["a"], Decision.None, null, Day, Day);
    private static readonly RiskRegister Register = RiskRegister.Empty("Town") with { Entries = [Risk], Facts = [new Fact("a", "type", "process"), new Fact("a", "tags", "x, y")] };
    private static readonly RegisterNote Note = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), "v", RiskChangeKind.New, "kind@a", "what is at risk", null, Severity.High, ["ground: CVE-2025-9"]);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void WhatIsWrittenReadsBackWithItsFactsAndChanges()
    {
        Assert.Null(Open(out _).Write(Register, [Note]));
        var again = Open(out var kept);
        Assert.Equal(RegisterText.Write(Register), RegisterText.Write(kept!));
        Assert.Equal(("kind@a", "ground: CVE-2025-9"), (Assert.Single(again.Changes()).Id, again.Changes()[0].Why[0]));
        Assert.Null(again.Lost);
        Assert.StartsWith("# Risk register of the living city", File.ReadAllText(At("register.yaml")), StringComparison.Ordinal);
        Assert.DoesNotContain("facts:", File.ReadAllText(At("register.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void ARegisterThatHoldsItsFactsItselfIsTakenUp()
    {
        Open(out _);
        File.WriteAllText(At("register.yaml"), RegisterText.Write(Register));
        var old = Open(out var kept);
        Assert.Equal(Register.Facts, kept!.Facts);
        old.Write(kept, []);
        Open(out var moved);
        Assert.Equal(Register.Facts, moved!.Facts);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void WhatAnotherHandWroteIsNotWrittenOver(bool removed)
    {
        var open = Open(out _);
        open.Write(Register, []);
        open.Write(Register, [Note]);
        var text = File.ReadAllText(At("register.yaml")).Replace("status: unchecked", "status: in-discussion", StringComparison.Ordinal);
        if (removed) File.Delete(At("register.yaml"));
        else File.WriteAllText(At("register.yaml"), text);
        Assert.Contains("changed by another hand", Assert.Throws<IOException>(() => open.Write(Register, [])).Message, StringComparison.Ordinal);
        if (removed) return;
        Assert.Equal(text, File.ReadAllText(At("register.yaml")));
        Assert.Null(Open(out var taken).Write(taken!, []));
        Assert.Equal(RiskStatus.InDiscussion, taken!.Entries[0].Decision.Status);
    }

    [Fact]
    public void ARegisterTooLongToBeReadBackIsNotWritten()
    {
        var open = Open(out _);
        open.Write(Register, []);
        var words = new string('x', 1 << 20);
        var vast = Register with { Entries = [.. Enumerable.Range(0, 40).Select(i => Risk with { Id = $"kind@{i}", Words = words })] };
        Assert.Contains("cannot be read back", Assert.Throws<IOException>(() => open.Write(vast, [])).Message, StringComparison.Ordinal);
        Open(out var kept);
        Assert.Single(kept!.Entries);
        Assert.Null(open.Write(Register, []));
    }

    [Theory, InlineData("changes.json"), InlineData("facts.json")]
    public void WhatCannotBeReadIsPutAsideAndSaid(string name)
    {
        Open(out _).Write(Register, [Note]);
        File.WriteAllText(At(name), "[{");
        var open = Open(out var kept);
        Assert.Single(kept!.Entries);
        _ = open.Changes();
        Assert.Contains($"{name}.bad", open.Lost, StringComparison.Ordinal);
        Assert.Equal("[{", File.ReadAllText(At(name + ".bad")));
        Assert.False(File.Exists(At(name)));
    }

    [Fact]
    public void ADecisionIsKeptThoughWhatChangedCannotBe()
    {
        var open = Open(out _);
        Directory.CreateDirectory(At("changes.json"));
        Assert.Contains("The register is kept", open.Write(Register, [Note]), StringComparison.Ordinal);
        Directory.Delete(At("changes.json"));
        Open(out var kept);
        Assert.Single(kept!.Entries);
        Assert.Null(open.Write(Register, [Note]));
    }

    public void Dispose() => folder.Dispose();

    private RegisterFolder Open(out RiskRegister? kept)
    {
        var open = new RegisterFolder(folder.Path);
        var problems = new ProblemList("register.yaml");
        kept = open.Read(problems);
        Assert.Empty(problems.Sorted());
        return open;
    }

    private string At(string name) => Path.Combine(folder.Path, "register", name);
}
