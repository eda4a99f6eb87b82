using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ward.Server.Application.Views;

namespace Ward.Server.Tests.Composition;

public sealed class InstalledSoftwareTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    [Fact]
    public async Task APackageThatAnAgentTellsOfIsAnExposureUntilItIsUpgraded()
    {
        var stop = TestContext.Current.CancellationToken;
        Write("ward.yaml", "city: city.yaml\nadvisories: [advisories]\nfeeds:\n  - {id: gate, kind: http, decoder: ward-agent, asset: files}\n");
        Write("city.yaml", "id: town\nname: Town\nzones:\n  - {id: net, kind: external}\n  - {id: data, kind: data, networks: [10.40.0.0/24]}\nassets:\n  - {id: files, zone: data, kind: server, addresses: [10.40.0.10], listens: [ssh]}\n");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "advisories"));
        Write("advisories/openssl.json", """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-02-20T00:00:00Z"},"components":[{"bom-ref":"o","type":"library","name":"openssl","purl":"pkg:deb/debian/openssl?arch=source&distro=debian-12"}],
            "vulnerabilities":[{"id":"CVE-2026-0008","ratings":[{"method":"CVSSv31","vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"analysis":{"state":"exploitable"},"recommendation":"Upgrade.","affects":[{"ref":"o","versions":[{"range":"vers:deb/<3.0.11-1~deb12u2"}]}]}]}
            """);
        await using var ward = await AssembledWard.Start(folder.FullName);
        var client = ward.Client;

        await Post(client, Line(1, """{"event":"inventory","manager":"dpkg","list":7,"packages":1,"os":"debian 12 bookworm"}"""), Line(2, Package("present", "3.0.11-1~deb12u1")), Line(3, """{"event":"inventory-end","manager":"dpkg","list":7,"packages":1,"os":"debian 12 bookworm"}"""));
        var weak = await AssembledWard.Eventually(async () => (await City(client)).Weaknesses.SingleOrDefault());
        Assert.Equal(("files", "CVE-2026-0008", "libssl3 3.0.11-1~deb12u1", "openssl.json", "Upgrade."), (weak.Asset, weak.Reference, weak.Package, weak.File, weak.Remedy));
        Assert.StartsWith("cyclonedx", weak.Source, StringComparison.Ordinal);
        Assert.Equal(1, (await City(client)).Assets.Single().Packages);
        var package = Assert.Single((await client.GetFromJsonAsync<List<PackageView>>("/api/v1/city/assets/files/software", stop))!);
        Assert.Equal(("dpkg", "libssl3", "openssl", "debian 12 bookworm"), (package.Manager, package.Name, package.Source, package.Os));

        await Post(client, Line(4, Package("changed", "3.0.11-1~deb12u2")));
        var mended = await AssembledWard.Eventually(async () => await City(client) is { Weaknesses.Count: 0 } now ? now : null);
        Assert.Equal(0, mended.Exposures);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private static async Task<CityView> City(HttpClient client) => (await client.GetFromJsonAsync<CityView>("/api/v1/city", TestContext.Current.CancellationToken))!;

    private static string Package(string what, string version) =>
        $$"""{"event":"{{what}}","manager":"dpkg","name":"libssl3","version":"{{version}}","architecture":"amd64","source":"openssl","source_version":"{{version}}","os":"debian 12 bookworm"}""";

    private static string Line(int number, string line) => $$"""{"seq":{{number}},"time":"2026-03-01T11:59:58.000000Z","source":"package","line":{{line}}}""" + "\n";

    private static async Task Post(HttpClient client, params string[] lines)
    {
        using var content = new StringContent(string.Concat(lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/api/v1/ingest/gate", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
