"""What happens at the counter: the desk a clerk begins with, and later matters, tasks and mediation.

| identifier | official term |
|---|---|
| desk | 服务台 |
| DeskItem | 等着办的事：没办完的登记、等确认的打印、该再问的号码、该做的备份 |
| draft | 没办完的表（草稿），打字一秒内就保存 |

The desk is the safe empty screen: nothing on it tells the queue about anybody but a name on a form.
"""
