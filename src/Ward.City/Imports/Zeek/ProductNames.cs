using System.Collections.Frozen;

namespace Ward.City.Imports.Zeek;

/// <summary>CPE names of server software that tells its name on the network (NVD's dictionary of products).</summary>
internal static class ProductNames
{
    private static readonly FrozenDictionary<string, string> Products = new Dictionary<string, string>
    {
        ["OpenSSH"] = "openbsd:openssh", ["dropbear"] = "dropbear_ssh_project:dropbear_ssh", ["nginx"] = "f5:nginx", ["Apache"] = "apache:http_server", ["Apache-Coyote"] = "apache:tomcat",
        ["Microsoft-IIS"] = "microsoft:internet_information_services", ["lighttpd"] = "lighttpd:lighttpd", ["Exim"] = "exim:exim", ["Postfix"] = "postfix:postfix", ["MySQL"] = "oracle:mysql",
        ["MariaDB"] = "mariadb:mariadb", ["vsFTPd"] = "vsftpd_project:vsftpd", ["ProFTPD"] = "proftpd:proftpd", ["GoAhead-Webs"] = "embedthis:goahead", ["RomPager"] = "allegrosoft:rompager", ["Jetty"] = "eclipse:jetty",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <param name="addition">What stands behind the version: <c>p1</c>, <c>p1-Debian</c>.</param>
    /// <returns>A name of CPE 2.3, or null where the product is not known by one.</returns>
    public static string? Cpe(string name, string? version, string? addition)
    {
        if (!Products.TryGetValue(name, out var product)) return null;
        var update = addition is ['p', >= '0' and <= '9', ..] ? string.Concat(addition.TakeWhile(char.IsAsciiLetterOrDigit)) : "*";
        return $"cpe:2.3:a:{product}:{(version is { Length: > 0 } told && told.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? told : "*")}:{update}:*:*:*:*:*:*";
    }
}
