using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.ThreatModel;

/// <summary>A small model as Threagile writes it.</summary>
internal static class ThreagileText
{
    public const string Shop = """
        title: Shop
        business_criticality: important
        tags_available: [aws]
        data_assets:
          Orders: {id: orders, usage: business, quantity: many, confidentiality: confidential, integrity: critical, availability: operational}
        technical_assets:
          Browser:
            id: browser
            type: external-entity
            technology: browser
            machine: physical
            out_of_scope: true
            internet: true
            used_as_client_by_human: true
            confidentiality: internal
            integrity: operational
            availability: operational
            communication_links:
              Order: {target: shop, protocol: https, authentication: session-id, authorization: end-user-identity-propagation, data_assets_sent: [orders], data_assets_received: [orders]}
          Shop:
            id: shop
            type: process
            technology: web-application
            machine: virtual
            owner: Web team
            confidentiality: confidential
            integrity: critical
            availability: critical
            data_assets_processed: [orders]
            communication_links:
              Save: {target: db, protocol: sql-access-protocol, authentication: credentials, authorization: technical-user, data_assets_sent: [orders]}
          Database:
            id: db
            type: datastore
            technology: database
            machine: virtual
            encryption: none
            owner: Data team
            confidentiality: confidential
            integrity: critical
            availability: critical
            data_assets_processed: [orders]
            data_assets_stored: [orders]
        trust_boundaries:
          Net: {id: net, type: network-on-prem, technical_assets_inside: [shop, db]}
        risk_tracking:
          unencrypted-asset@*: {status: accepted, justification: The disk is in a safe, date: 2026-01-10, checked_by: Ana}
          sql-nosql-injection@shop@db@*: {status: in-progress}
        """;

    public static ThreagileModel Read(string text)
    {
        var problems = new ProblemList("shop.yaml");
        var model = ThreagileReader.Read(text, problems);
        Assert.Empty(problems.Sorted());
        return model!;
    }
}
