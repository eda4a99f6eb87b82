namespace Ward.Ingest.Tests.Decoders.Hosts;

public sealed class AccountsDecoderTests
{
    [Theory]
    [InlineData("useradd", "new user: name=eve, UID=0, GID=0, home=/root, shell=/bin/bash, from=/dev/pts/0", 1, 1, "user.name=eve | user.uid=0 | GID=0 | shell=/bin/bash | session.terminal=/dev/pts/0")]
    [InlineData("useradd", "failed adding user 'eve', data deleted", 1, 2, "user.name=eve")]
    [InlineData("userdel", "delete user 'eve'", 3, 1, "user.name=eve")]
    [InlineData("usermod", "change user 'eve' UID from '1000' to '0'", 2, 1, "user.name=eve")]
    [InlineData("usermod", "change user 'eve' password", 8, 1, "user.name=eve")]
    [InlineData("usermod", "lock user 'eve' password", 6, 1, "user.name=eve")]
    [InlineData("usermod", "unlock user 'eve' password", 7, 1, "user.name=eve")]
    [InlineData("usermod", "change user name 'eve' to 'ann'", 2, 1, "user.name=eve")]
    [InlineData("chsh", "changed user 'eve' shell to '/bin/zsh'", 2, 1, "user.name=eve")]
    [InlineData("chage", "changed password expiry for eve", 2, 1, "user.name=eve")]
    [InlineData("passwd", "password for 'eve' changed by 'root'", 8, 1, "user.name=eve | actor.user.name=root | metadata.log_provider=passwd")]
    public void AChangeOfAnAccountNamesIt(string tool, string message, int activity, int status, string fields) =>
        Expect.Line("accounts", $"Mar  1 11:59:58 gate {tool}[42]: {message}", EventClass.UserManagement, activity, status, fields);

    [Theory]
    [InlineData("groupadd", "new group: name=ops, GID=1001", 6, 1, "group.name=ops | GID=1001")]
    [InlineData("groupadd", "group added to /etc/group: name=ops, GID=1001", 6, 1, "group.name=ops")]
    [InlineData("groupadd", "failed adding group 'ops', data deleted", 6, 2, "group.name=ops")]
    [InlineData("groupdel", "group 'ops' removed from /etc/group", 5, 1, "group.name=ops")]
    [InlineData("userdel", "removed group 'ops' owned by 'eve'", 5, 1, "group.name=ops")]
    [InlineData("groupmod", "group changed in /etc/group (group ops/1001, new name: op2)", 9, 1, "group.name=ops")]
    [InlineData("usermod", "add 'eve' to group 'sudo'", 3, 1, "group.name=sudo | user.name=eve")]
    [InlineData("usermod", "add 'eve' to shadow group 'sudo'", 3, 1, "group.name=sudo | user.name=eve")]
    [InlineData("userdel", "delete 'eve' from group 'sudo'", 4, 1, "group.name=sudo | user.name=eve")]
    [InlineData("gpasswd", "user eve added by root to group sudo", 3, 1, "group.name=sudo | user.name=eve | actor.user.name=root")]
    [InlineData("gpasswd", "user eve removed by root from group sudo", 4, 1, "group.name=sudo | user.name=eve | actor.user.name=root")]
    [InlineData("gpasswd", "members of group sudo set by root to ann,eve", 9, 1, "group.name=sudo")]
    public void AChangeOfAGroupNamesIt(string tool, string message, int activity, int status, string fields) =>
        Expect.Line("accounts", $"Mar  1 11:59:58 gate {tool}[42]: {message}", EventClass.GroupManagement, activity, status, fields);

    [Theory]
    [InlineData("Mar  1 11:59:58 gate app: new user: name=eve, UID=0")]
    [InlineData("Mar  1 11:59:58 gate useradd[42]: something else")]
    public void OtherLinesAreNotUnderstood(string line) => Assert.False(Decoded.Line("accounts", line).Understood);
}
