using System.Text;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Lab;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Elements.Conformance.Leases;

public sealed class LeaseFolderTests
{
    private const string Command = """{"action":"deny","target":{"ipv4_net":"203.0.113.7"},"args":{"stop_time":1800000000000},"command_id":"p-1"}""";

    [Fact]
    public void ALeaseComesBackAsItWasWritten()
    {
        using var scratch = new ScratchFolder();
        var lease = Of("p-1");
        new LeaseFolder(scratch.Path).Write(lease);
        Assert.Equal([lease], new LeaseFolder(scratch.Path).Load(out var damaged));
        Assert.Empty(damaged);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("\0")]
    public void AnIdNeverNamesAPath(string id)
    {
        using var scratch = new ScratchFolder();
        var folder = new LeaseFolder(scratch.Path);
        folder.Write(Of(id));
        Assert.Single(Directory.GetFiles(scratch.At("leases")));
        folder.Remove(id);
        Assert.Empty(Directory.GetFiles(scratch.At("leases")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"a","element":"e","command":"rm -rf /"}""")]
    public void ADamagedFileIsSetAsideAndNamed(string text)
    {
        using var scratch = new ScratchFolder();
        var folder = new LeaseFolder(scratch.Path);
        File.WriteAllText(scratch.At("leases", "x.json"), text);
        Assert.Empty(folder.Load(out var damaged));
        Assert.Equal(["x.json"], damaged);
        Assert.True(File.Exists(scratch.At("leases", "x.json.damaged")));
    }

    [Fact]
    public void AFileLeftHalfWrittenAsideIsNoLease()
    {
        using var scratch = new ScratchFolder();
        var folder = new LeaseFolder(scratch.Path);
        File.WriteAllText(scratch.At("leases", "x.json.new"), "{\"id\":");
        Assert.Empty(folder.Load(out var damaged));
        Assert.Empty(damaged);
    }

    private static Lease Of(string id)
    {
        Assert.True(OpenC2Command.TryRead(Encoding.UTF8.GetBytes(Command), WardProfile.Vocabulary, out var command, out var reason), reason);
        Assert.True(CommandTarget.TryRead(command, out var target, out reason), reason);
        return new(id, "fw", target, Command, "inverse", 3, DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeMilliseconds(1800000000000), "boot", 42, true);
    }
}
