using Ward.Ingest.Names;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Tests.Names;

public sealed class FieldNamesTests
{
    [Fact]
    public void EveryNameStandsForAValueOfSomeClass() =>
        Assert.Empty(FieldNames.All.Where(n => !EventSchema.Current.Classes.Any(c => OcsfSchema.Find(c, n.Path) is { Nested: null })).Select(n => $"{n.Name} -> {n.Path}"));

    [Fact]
    public void NoNameMeansTwoThings() =>
        Assert.Empty(FieldNames.All.GroupBy(n => (n.Name, n.Only)).Where(g => g.Count() > 1).Select(g => g.Key.Name));

    [Fact]
    public void NoNameHidesAnOcsfPath() => Assert.Empty(FieldNames.All.Where(n => n.Only is null && Fields.TryFind(n.Name, out _)).Select(n => $"{n.Name} -> {n.Path}"));

    [Fact]
    public void TheEcsViewIsWide() => Assert.True(FieldNames.All.Count(n => n.View == NameView.Ecs) >= 120);

    [Theory]
    [InlineData("src_endpoint.ip", "src_endpoint.ip")]
    [InlineData("source.ip", "src_endpoint.ip")]
    [InlineData("user.name", "user.name")]
    [InlineData("process.command_line", "process.cmd_line")]
    [InlineData("event.code", "metadata.event_code")]
    [InlineData("host.name", "device.hostname")]
    [InlineData("url.path", "http_request.url.path")]
    [InlineData("http.request.method", "http_request.http_method")]
    [InlineData("dns.question.name", "query.hostname")]
    [InlineData("file.hash.sha256", "file.hashes.value")]
    [InlineData("Image", "process.file.path")]
    [InlineData("c-uri", "http_request.url.path")]
    [InlineData("sc-status", "http_response.code")]
    [InlineData("QueryName", "query.hostname")]
    [InlineData("User", "user.name")]
    public void ANameFindsItsField(string name, string path)
    {
        Assert.True(FieldNames.TryFind(name, out var id));
        Assert.Equal(path, Fields.PathOf(id));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("SOURCE.IP")]
    [InlineData("")]
    [InlineData("ImageLoaded")]
    public void AnUnknownNameOrOneWithoutOneMeaningFindsNone(string name) => Assert.False(FieldNames.TryFind(name, out _));

    [Theory]
    [InlineData("User", "process_creation", "windows", "", "process.user.name")]
    [InlineData("User", "", "linux", "sshd", "user.name")]
    [InlineData("Image", "registry_set", "windows", "", "actor.process.file.path")]
    [InlineData("Image", "process_creation", "windows", "", "process.file.path")]
    [InlineData("ImageLoaded", "image_load", "windows", "", "module.file.path")]
    [InlineData("query", "", "zeek", "dns", "query.hostname")]
    [InlineData("status_code", "", "zeek", "http", "http_response.code")]
    [InlineData("status_code", "", "windows", "security", "status_code")]
    public void ANameOfManyMeaningsIsReadByItsLogSource(string name, string category, string product, string service, string path)
    {
        Assert.True(FieldNames.TryFind(name, new LogSource(category, product, service), out var id));
        Assert.Equal(path, Fields.PathOf(id));
    }
}
