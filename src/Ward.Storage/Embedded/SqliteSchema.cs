using Dapper;
using Microsoft.Data.Sqlite;

namespace Ward.Storage.Embedded;

/// <summary>The tables, version by version. A version once released is never changed; the next one alters it. Plain SQL that other engines take too.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE plans (city_id TEXT NOT NULL, plan_id TEXT NOT NULL, incident_id TEXT NOT NULL, revision BIGINT NOT NULL,
          state TEXT NOT NULL, created_at BIGINT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (city_id, plan_id));
        CREATE INDEX plans_by_id ON plans (plan_id);
        CREATE INDEX plans_by_state ON plans (city_id, state);
        CREATE INDEX plans_by_incident ON plans (city_id, incident_id);
        CREATE INDEX plans_by_creation ON plans (city_id, created_at);
        CREATE TABLE transitions (city_id TEXT NOT NULL, plan_id TEXT NOT NULL, ordinal BIGINT NOT NULL, state TEXT NOT NULL,
          at BIGINT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (city_id, plan_id, ordinal));
        CREATE TABLE spent (city_id TEXT NOT NULL, plan_id TEXT NOT NULL, mandate_id TEXT NOT NULL, at BIGINT NOT NULL,
          targets BIGINT NOT NULL, PRIMARY KEY (city_id, plan_id));
        CREATE INDEX spent_by_time ON spent (city_id, at);
        CREATE TABLE held_back (city_id TEXT NOT NULL PRIMARY KEY, held BIGINT NOT NULL);
        CREATE TABLE incidents (city_id TEXT NOT NULL, incident_id TEXT NOT NULL, revision BIGINT NOT NULL, updated_at BIGINT NOT NULL,
          incident TEXT NOT NULL, forecast TEXT NOT NULL, prescription TEXT NOT NULL, PRIMARY KEY (city_id, incident_id));
        CREATE INDEX incidents_by_time ON incidents (city_id, updated_at);
        CREATE TABLE outcomes (city_id TEXT NOT NULL, incident_id TEXT NOT NULL, digest TEXT NOT NULL, at BIGINT NOT NULL,
          ordinal BIGINT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (city_id, incident_id, digest));
        CREATE TABLE judgements (city_id TEXT NOT NULL, incident_id TEXT NOT NULL, digest TEXT NOT NULL, at BIGINT NOT NULL,
          ordinal BIGINT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (city_id, incident_id, digest));
        CREATE TABLE audit (sequence BIGINT NOT NULL PRIMARY KEY, city_id TEXT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
          act TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE audit_head (one BIGINT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE tokens (city_id TEXT NOT NULL, token_id TEXT NOT NULL, secret TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, roles TEXT NOT NULL,
          created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT, PRIMARY KEY (token_id));
        CREATE INDEX tokens_by_city ON tokens (city_id, created_at);
        """,
        """
        CREATE TABLE spent_by_mandate (city_id TEXT NOT NULL, plan_id TEXT NOT NULL, mandate_id TEXT NOT NULL, at BIGINT NOT NULL,
          targets BIGINT NOT NULL, PRIMARY KEY (city_id, plan_id, mandate_id));
        INSERT INTO spent_by_mandate SELECT city_id, plan_id, mandate_id, at, targets FROM spent;
        DROP TABLE spent;
        ALTER TABLE spent_by_mandate RENAME TO spent;
        CREATE INDEX spent_by_time ON spent (city_id, at);
        """,
        "ALTER TABLE tokens ADD COLUMN feed TEXT",
        """
        CREATE TABLE choices (city_id TEXT NOT NULL, prescription_id TEXT NOT NULL, incident_id TEXT NOT NULL, revision BIGINT NOT NULL, at BIGINT NOT NULL,
          form BIGINT NOT NULL, measures BIGINT NOT NULL, prescription TEXT NOT NULL, ground TEXT NOT NULL, PRIMARY KEY (city_id, prescription_id));
        CREATE INDEX choices_by_incident ON choices (city_id, incident_id);
        """,
    ];

    public static int Newest => Versions.Length;

    /// <summary>Brings the file to the newest version, each step in a transaction of its own.</summary>
    /// <exception cref="IOException">The file is of a newer Ward.</exception>
    /// <param name="upTo">The version to stop at; the newest where it is left out.</param>
    public static void Migrate(SqliteConnection connection, int? upTo = null)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (one BIGINT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)");
        var version = connection.ExecuteScalar<long?>("SELECT version FROM schema_version WHERE one = 1") ?? 0;
        if (version > Newest) throw new IOException($"the store is of version {version}, and this Ward knows versions up to {Newest}; use the newer Ward");
        for (var next = version + 1; next <= (upTo ?? Newest); next++)
        {
            using var step = connection.BeginTransaction();
            connection.Execute(Versions[next - 1], transaction: step);
            connection.Execute("INSERT INTO schema_version (one, version) VALUES (1, @next) ON CONFLICT (one) DO UPDATE SET version = @next", new { next }, step);
            step.Commit();
        }
    }
}
