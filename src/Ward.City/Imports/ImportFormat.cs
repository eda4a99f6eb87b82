namespace Ward.City.Imports;

/// <summary>What can be imported; names on the command line are these in lower case.</summary>
public enum ImportFormat { Csv, Nmap, CycloneDx, Csaf, Kev, Epss, Cve, Threagile, Otm, Nftables, Iptables, Pfsense, Cisco, Zeek, Dhcpd, Kea, Dnsmasq, Neighbours, Ngsi, GeoJson, BloodHound, Events }
