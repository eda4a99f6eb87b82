using Ward.Standards.OpenC2;

namespace Ward.Standards.Tests.OpenC2;

/// <summary>The public good and bad commands and responses for language version 1.0.1 (CS02). No exception is needed.</summary>
public sealed class ConformanceTests
{
    private static readonly string[] Acme = ["slpf", "x-acme", "x-mycompany", "x-mycompany_with_underscore", "x-example", "x-395", "x-esm"];

    // The component of the third set and the pairs that it may claim, as the README of the set describes it.
    private static readonly Dictionary<OpenC2Action, IReadOnlySet<string>> AcmePairs = new()
    {
        [OpenC2Action.Query] = new HashSet<string> { "features", "properties" },
        [OpenC2Action.Deny] = new HashSet<string> { "file", "ipv4_net", "ipv6_net", "ipv4_connection", "ipv6_connection" },
        [OpenC2Action.Allow] = new HashSet<string> { "device", "file", "ipv4_net", "ipv6_net", "ipv4_connection", "ipv6_connection" },
        [OpenC2Action.Contain] = new HashSet<string> { "device" },
        [OpenC2Action.Update] = new HashSet<string> { "file" },
        [OpenC2Action.Delete] = new HashSet<string> { "slpf:rule_number" },
        [OpenC2Action.Remediate] = new HashSet<string> { "file" },
    };

    private static OpenC2Vocabulary Component(string set) => set switch
    {
        "language" => OpenC2Vocabulary.Language,
        "slpf" => OpenC2Vocabulary.Of("slpf"),
        _ => new(Acme.ToHashSet(), AcmePairs),
    };

    [Theory]
    [InlineData("language")]
    [InlineData("slpf")]
    [InlineData("slpf+acme")]
    public void EveryGoodCommandIsReadAndSurvivesItsPrint(string set)
    {
        foreach (var file in Files(set, "commands", "good"))
        {
            Assert.True(OpenC2Command.TryRead(File.ReadAllBytes(file), Component(set), out var command, out var reason), $"{Path.GetFileName(file)}: {reason}");
            Assert.True(OpenC2Command.TryRead(command.Print(), Component(set), out var again, out reason), $"{Path.GetFileName(file)} printed: {reason}");
            Assert.Equal(command, again);
            Assert.Equal(command.Print(), again.Print());
        }
    }

    [Theory]
    [InlineData("language")]
    [InlineData("slpf")]
    [InlineData("slpf+acme")]
    public void EveryGoodResponseIsReadAndSurvivesItsPrint(string set)
    {
        foreach (var file in Files(set, "responses", "good"))
        {
            Assert.True(OpenC2Response.TryRead(File.ReadAllBytes(file), Component(set), out var response, out var reason), $"{Path.GetFileName(file)}: {reason}");
            Assert.True(OpenC2Response.TryRead(response.Print(), Component(set), out var again, out reason), $"{Path.GetFileName(file)} printed: {reason}");
            Assert.Equal(response, again);
        }
    }

    [Theory]
    [InlineData("language")]
    [InlineData("slpf+acme")]
    public void EveryBadCommandIsRefusedWithAReason(string set)
    {
        foreach (var file in Files(set, "commands", "bad"))
        {
            Assert.False(OpenC2Command.TryRead(File.ReadAllBytes(file), Component(set), out _, out var reason), Path.GetFileName(file));
            Assert.NotEmpty(reason);
        }
    }

    [Theory]
    [InlineData("language")]
    [InlineData("slpf+acme")]
    public void EveryBadResponseIsRefusedWithAReason(string set)
    {
        foreach (var file in Files(set, "responses", "bad"))
        {
            Assert.False(OpenC2Response.TryRead(File.ReadAllBytes(file), Component(set), out _, out var reason), Path.GetFileName(file));
            Assert.NotEmpty(reason);
        }
    }

    private static string[] Files(string set, string kind, string verdict)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Ward.slnx")))
            at = at.Parent;
        var folder = at is null ? "" : Path.Combine(at.FullName, "..", "shared", "conformance", "openc2", set, kind, verdict);
        if (!Directory.Exists(folder))
            Assert.Skip("needs ../shared/conformance/openc2, public material that is not part of the product");
        var files = Directory.GetFiles(folder, "*.json");
        Assert.NotEmpty(files);
        return files;
    }
}
