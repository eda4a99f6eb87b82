using System.Text;
using Ward.Standards.Dhcp;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Dhcp;

public sealed class LeaseReaderTests
{
    private const string Dhcpd = """
        # The format of this file is documented in the dhcpd.leases(5) manual page.
        authoring-byte-order little-endian;
        server-duid "\000\001\000\001-\3429\276\000\016\214\000\000\001";

        lease 10.20.0.71 {
          starts 0 2026/03/01 11:00:00;
          ends 0 2026/03/01 13:00:00;
          cltt 0 2026/03/01 11:30:00;
          binding state active;
          next binding state free;
          rewind binding state free;
          hardware ethernet 00:0e:8c:00:00:71;
          uid "\001\000\016\214;}\000\000q";
          set vendor-class-identifier = "udhcp; {1.30}";
          set ddns-fwd-name = "camera-71.city.example";
          on expiry {
            execute ("/bin/true");
          }
          client-hostname "camera-71";
        }
        lease 10.20.0.72 {
          starts epoch 1772362800; # Sun Mar  1 11:00:00 2026
          ends never;
          binding state active;
        }
        lease 10.20.0.73 { starts 0 2026/03/01 11:00:00; ends 0 2026/03/01 11:05:00; binding state free; }
        ia-na "\001\000\000\000\000\001\000\001-\3429\276\000\016\214\000\000t" {
          cltt 0 2026/03/01 11:00:00;
          iaaddr 2001:db8::74 {
            binding state active;
            preferred-life 375;
            max-life 600;
            ends 0 2026/03/01 13:00:00;
          }
        }
        """;

    [Fact]
    public void LeasesOfTheIscServerAreReadInTheirOrder()
    {
        var leases = Read(DhcpdReader.Read, Dhcpd);
        Assert.Equal(["10.20.0.71", "10.20.0.72", "10.20.0.73", "2001:db8::74"], leases.Select(l => l.Address.ToString()));
        Assert.Equal(["00:0e:8c:00:00:71", null, null, "00:0e:8c:00:00:74"], leases.Select(l => l.Mac));
        Assert.Equal([true, true, false, true], leases.Select(l => l.IsActive));
        Assert.Equal(["camera-71.city.example", "camera-71"], leases[0].Names);
        Assert.Equal((new(2026, 3, 1, 11, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero)), (leases[0].Begins!.Value, leases[0].Ends!.Value));
        Assert.Null(leases[1].Ends);
    }

    [Theory]
    [InlineData("hardware ethernet 00:0e:8c:00:00:71", "hardware ethernet 00:0e:8c", 12, "hardware ethernet")]
    [InlineData("ends 0 2026/03/01 13:00:00;\n  cltt", "ends 0 2026/13/01 13:00:00;\n  cltt", 7, "ends")]
    [InlineData("lease 10.20.0.71", "lease 10.20.0.771", 5, "lease")]
    public void AWrongLeaseIsNamedAndLeftOut(string good, string bad, int line, string field)
    {
        var problems = new ProblemList("dhcpd.leases");
        using var stream = Stream(Dhcpd.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(3, DhcpdReader.Read(stream, problems).Count());
        Assert.Equal((line, field), Assert.Single(problems.Sorted().Select(p => (p.Line, p.Field))));
    }

    [Fact]
    public void ALeaseThatIsNotClosedIsReported()
    {
        var problems = new ProblemList("dhcpd.leases");
        using var stream = Stream("lease 10.0.0.1 {\n  binding state active;\n");
        Assert.Empty(DhcpdReader.Read(stream, problems));
        Assert.Single(problems.Sorted());
    }

    [Fact]
    public void LeasesOfKeaAreReadOfBothFamilies()
    {
        var four = Read(KeaReader.Read, "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id\n"
            + "10.20.0.81,00:0e:8c:00:00:81,01:00:0e:8c:00:00:81,4000,1772370000,1,1,1,sign&#x2c81.city.example.,0,,0\n10.20.0.82,00:0e:8c:00:00:82,,4000,1772370000,1,0,0,,2,,0\n10.20.0.83,00:0e:8c:00:00:83,,4294967295,4294967295,1,0,0,,0,\n");
        Assert.Equal([("10.20.0.81", true), ("10.20.0.82", false), ("10.20.0.83", true)], four.Select(l => (l.Address.ToString(), l.IsActive)));
        Assert.Equal(["sign,81.city.example"], four[0].Names);
        Assert.Equal((1772366000, 1772370000), (four[0].Begins!.Value.ToUnixTimeSeconds(), four[0].Ends!.Value.ToUnixTimeSeconds()));
        Assert.Null(four[2].Ends);
        var six = Read(KeaReader.Read, "address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,fqdn_fwd,fqdn_rev,hostname,hwaddr,state,user_context,hwtype,hwaddr_source,pool_id\n"
            + "2001:db8::81,00:03:00:01:00:0e:8c:00:00:81,4000,1772370000,1,3000,0,1,128,0,0,,,0,,,,0\n2001:db8:1::,00:03:00:01:00:0e:8c:00:00:81,4000,1772370000,1,3000,2,1,56,0,0,,,0,,,,0\n");
        Assert.Equal(("2001:db8::81", "00:0e:8c:00:00:81"), Assert.Single(six.Select(l => (l.Address.ToString(), l.Mac!))));
    }

    [Theory]
    [InlineData("name,ip\n", 1)]
    [InlineData("address,hwaddr,client_id,valid_lifetime,expire,subnet_id\n10.0.0.300,,,1,1,1\n", 2)]
    [InlineData("address,hwaddr,client_id,valid_lifetime,expire,subnet_id\n10.0.0.3,,,1,soon,1\n", 2)]
    [InlineData("address,hwaddr,client_id,valid_lifetime,expire,subnet_id\n10.0.0.3,,\n", 2)]
    public void ARowOfKeaThatIsWrongIsNamed(string text, int line)
    {
        var problems = new ProblemList("leases.csv");
        using var stream = Stream(text);
        Assert.Empty(KeaReader.Read(stream, problems));
        Assert.Equal(line, Assert.Single(problems.Sorted()).Line);
    }

    [Fact]
    public void LeasesOfDnsmasqAreReadOfBothFamilies()
    {
        var leases = Read(DnsmasqReader.Read, "1772370000 00:0e:8c:00:00:91 10.20.0.91 siren-91 01:00:0e:8c:00:00:91\n0 00:0e:8c:00:00:92 10.20.0.92 * *\nduid 00:01:00:01:2d:e2:39:be:00:0e:8c:00:00:01\n1772370000 12345 2001:db8::93 gate 00:01:00:01:2d:e2:39:be:00:0e:8c:00:00:93\n");
        Assert.Equal([("00:0e:8c:00:00:91", "siren-91"), ("00:0e:8c:00:00:92", ""), ("00:0e:8c:00:00:93", "gate")], leases.Select(l => (l.Mac, string.Join(" ", l.Names))));
        Assert.Null(leases[1].Ends);
    }

    [Theory]
    [InlineData("1772370000 00:0e:8c:00:00:91\n")]
    [InlineData("soon 00:0e:8c:00:00:91 10.20.0.91 * *\n")]
    [InlineData("1772370000 00:0e:8c:00:00:91 10.20.0 .91 *\n")]
    public void ALineOfDnsmasqThatIsWrongIsNamed(string text)
    {
        var problems = new ProblemList("dnsmasq.leases");
        using var stream = Stream(text);
        Assert.Empty(DnsmasqReader.Read(stream, problems));
        Assert.Equal(1, Assert.Single(problems.Sorted()).Line);
    }

    [Fact]
    public void AnyBytesAreReadOrReported()
    {
        foreach (var (read, good) in new (Func<Stream, ProblemList, IEnumerable<DhcpLease>>, string)[]
        {
            (DhcpdReader.Read, Dhcpd), (DnsmasqReader.Read, "1772370000 00:0e:8c:00:00:91 10.20.0.91 siren-91 *\nduid 00\n"),
            (KeaReader.Read, "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n10.20.0.81,00:0e:8c:00:00:81,,4000,1772370000,1,1,1,a,0,\n"),
        })
            Hostile.Sample(good, bytes =>
            {
                using var stream = new MemoryStream(bytes);
                foreach (var lease in read(stream, new ProblemList("leases"))) Assert.DoesNotContain("", lease.Names);
            });
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static List<DhcpLease> Read(Func<Stream, ProblemList, IEnumerable<DhcpLease>> read, string text)
    {
        var problems = new ProblemList("leases");
        using var stream = Stream(text);
        var leases = read(stream, problems).ToList();
        Assert.Empty(problems.Sorted());
        return leases;
    }
}
