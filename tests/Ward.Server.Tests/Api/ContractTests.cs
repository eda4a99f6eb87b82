using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ward.Server.Tests.Api;

/// <summary>The wire contract is a file in the tree: a change of it shows in the diff. WARD_WRITE_CONTRACTS=1 writes it anew.</summary>
public sealed class ContractTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task TheApiIsTheContract()
    {
        var file = Path.Combine(Repository.Root, "contracts/api.openapi.json");
        var now = (await Document()).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("WARD_WRITE_CONTRACTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), now);
    }

    [Fact]
    public async Task EveryOperationSaysWhatItDoesAndWhoMay()
    {
        var operations = (await Document())["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Name: $"{o.Key} {p.Key}", Node: o.Value!))).ToList();

        Assert.Equal(Doors.All.Count, operations.Count);
        Assert.All(operations, o =>
        {
            Assert.False(string.IsNullOrEmpty((string?)o.Node["summary"]), o.Name);
            Assert.StartsWith("Needs ", (string?)o.Node["description"], StringComparison.Ordinal);
            Assert.NotNull(o.Node["responses"]!["403"]);
        });
    }

    private static async Task<JsonNode> Document()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = ward.Open();
        return (await (await browser.Get("/api/v1/openapi.json")).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }
}
